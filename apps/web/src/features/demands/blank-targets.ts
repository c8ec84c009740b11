type Tree = { [key: string]: unknown };

const isTree = (v: unknown): v is Tree => typeof v === "object" && v !== null && !Array.isArray(v);
const isBlank = (v: unknown): boolean =>
  v === undefined || v === "" || v === null || (isTree(v) && Object.values(v).every(isBlank));

/** Rows of the form that nobody filled in are no targets: no name, no figure, no unit. Half-filled ones stay and are refused at their field. */
export const withoutBlankTargets = (form: unknown): unknown => {
  if (!isTree(form) || !Array.isArray(form.targets)) return form;
  const said = ["name", "current", "target", "unit"];
  return { ...form, targets: form.targets.filter((row) => !isTree(row) || !said.every((k) => isBlank(row[k]))) };
};
