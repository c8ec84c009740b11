import type { z } from "zod";
import { DomainError } from "./errors.ts";

type Args = Readonly<Record<string, string | number>>;
type Issue = z.core.$ZodIssue;

const kindOf: Readonly<Record<string, string>> = { number: "not-a-number", int: "not-an-integer", string: "not-text" };

/** A schema's own word for it, such as a box that must be ticked, stands instead of the general one. */
const ownWord = (i: Issue): string | undefined => (/^[a-z-]+$/.test(i.message) ? i.message : undefined);

const issueCode = (i: Issue): { code: string; args: Args } => {
  const params: Args = i.code === "custom" && i.params ? (i.params as Args) : {};
  switch (i.code) {
    case "too_small":
      if (i.origin === "string")
        return { code: Number(i.minimum) <= 1 ? "required" : "too-short", args: { min: Number(i.minimum) } };
      return { code: i.origin === "array" ? "too-few" : "too-small", args: { min: Number(i.minimum) } };
    case "too_big":
      if (i.origin === "string")
        return {
          code: "too-long",
          args: { max: Number(i.maximum), length: typeof i.input === "string" ? i.input.length : Number(i.maximum) },
        };
      return { code: i.origin === "array" ? "too-many" : "too-big", args: { max: Number(i.maximum) } };
    case "invalid_type":
      if (i.input === undefined || i.input === null || i.input === "") return { code: "required", args: {} };
      return { code: ownWord(i) ?? kindOf[i.expected] ?? "wrong-type", args: {} };
    case "invalid_value":
      return { code: ownWord(i) ?? "not-an-option", args: {} };
    default:
      return { code: ownWord(i) ?? "invalid", args: params };
  }
};

/** More fields than any form has are not listed one by one. */
const mostErrors = 100;

/** Each place that is wrong with its code; fields that do not exist stand at the name they came under. */
const placesOf = (issue: Issue): { path: string; code: string; args: Args }[] =>
  issue.code === "unrecognized_keys"
    ? issue.keys.map((key) => {
        const field = key.slice(0, 60);
        return { path: [...issue.path, field].join("."), code: "unknown-field", args: { field } };
      })
    : [{ path: issue.path.join("."), ...issueCode(issue) }];

/** Zod issues as a refusal with one code per field, the first. */
export const invalidInput = (issues: readonly Issue[]): DomainError => {
  const fields = new Map<string, { code: string; args: Args }>();
  for (const { path, code, args } of issues.flatMap(placesOf).slice(0, mostErrors))
    if (!fields.has(path)) fields.set(path, { code, args });
  return new DomainError("invalid", [...fields.keys()].join(", "), { fields: Object.fromEntries(fields) });
};
