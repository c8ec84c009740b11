type Tree = { [key: string]: unknown };

const isTree = (v: unknown): v is Tree => typeof v === "object" && v !== null && !Array.isArray(v);
const isBlank = (v: unknown): boolean =>
  v === undefined || v === "" || v === null || (isTree(v) && Object.values(v).every(isBlank));

/**
 * Rows of a form that nobody filled in are no entries: forms offer one row more than there are. `rows` names each list and the
 * keys that make a row one; no keys mean all of them. A half-filled row stays, so that the reader hears what is missing.
 */
export const withoutBlankRows = (form: unknown, rows: Readonly<Record<string, readonly string[]>>): unknown => {
  if (!isTree(form)) return form;
  const out: Tree = { ...form };
  for (const [name, keys] of Object.entries(rows)) {
    const list = form[name];
    if (!Array.isArray(list)) continue;
    out[name] = list.filter((row) =>
      isTree(row) && keys.length > 0 ? !keys.every((k) => isBlank(row[k])) : !isBlank(row),
    );
  }
  return out;
};
