import { z } from "zod";

type Issue = z.core.$ZodIssue;
type Tree = { readonly [key: string]: unknown };

/** Something that is not there yet, in a row of a list: the row is still being typed. */
const isHalf = (issue: Issue): boolean =>
  typeof issue.path[0] === "string" &&
  typeof issue.path[1] === "number" &&
  (issue.message === "required" || issue.input === undefined || issue.input === null || issue.input === "");

const withoutRows = (form: unknown, issues: readonly Issue[]): unknown => {
  const half = new Set(issues.map(({ path }) => `${String(path[0])}.${String(path[1])}`));
  return Object.fromEntries(
    Object.entries(form as Tree).map(([name, list]) => [
      name,
      Array.isArray(list) ? list.filter((_, i) => !half.has(`${name}.${i}`)) : list,
    ]),
  );
};

/**
 * What of a form can be saved while it is being typed: rows that still lack something are left out, and `left` says so. Whatever else
 * is wrong with it refuses the whole, at its field.
 * @param prepare what the form's button does before its schema reads it, such as dropping rows nobody began
 */
export const wholeRows = <S extends z.ZodType>(prepare: (form: unknown) => unknown, schema: S) =>
  z.unknown().transform((form, ctx): { readonly input: z.output<S>; readonly left: boolean } => {
    const given = prepare(form);
    const all = schema.safeParse(given, { reportInput: true });
    if (all.success) return { input: all.data, left: false };
    const other = all.error.issues.filter((issue) => !isHalf(issue));
    const rest =
      other.length > 0 ? null : schema.safeParse(withoutRows(given, all.error.issues), { reportInput: true });
    if (rest?.success) return { input: rest.data, left: true };
    for (const { path, ...issue } of rest?.error.issues ?? other)
      ctx.issues.push({ ...issue, path: [...path] } as never);
    return z.NEVER;
  });
