type Tree = { [key: string]: unknown };

const isTree = (v: unknown): v is Tree => typeof v === "object" && v !== null && !Array.isArray(v);
const isBlank = (v: unknown): boolean =>
  v === undefined || v === "" || v === null || (isTree(v) && Object.values(v).every(isBlank));

/** Rows of the form that nobody filled in: a milestone without name and amount, a commission without an agency. They are no entries. */
export const withoutBlankRows = (form: unknown): unknown => {
  if (!isTree(form) || !isTree(form.terms)) return form;
  const { milestones, commissions, ...rest } = form.terms;
  const kept = (rows: unknown, keys: readonly string[]): unknown =>
    Array.isArray(rows) ? rows.filter((row) => !isTree(row) || !keys.every((k) => isBlank(row[k]))) : rows;
  const terms: Tree = { ...rest };
  if (milestones !== undefined) terms.milestones = kept(milestones, ["name", "amount"]);
  if (commissions !== undefined) terms.commissions = kept(commissions, ["organisationId"]);
  return { ...form, terms };
};
