/** A value as it came over the wire: form fields are all text, JSON bodies bring the other kinds. */
export type Raw = string | number | boolean | null | readonly Raw[] | RawObject;
export type RawObject = { readonly [key: string]: Raw };

type Branch = Map<string, Branch | string>;

const MAX_DEPTH = 12;

/**
 * Decodes `a[b][0][c]=1&d=2` into nested values. Objects whose keys are 0, 1, 2 … become arrays, `a[]` appends.
 * Returns the path of the first field that contradicts an earlier one (`a=1&a[b]=2`) instead of guessing.
 */
export const decodeForm = (
  text: string,
): { readonly ok: true; readonly value: RawObject } | { readonly ok: false; readonly field: string } => {
  const root: Branch = new Map();
  for (const [name, value] of new URLSearchParams(text)) {
    if (!place(root, pathOf(name), value)) return { ok: false, field: name };
  }
  return { ok: true, value: toObject(root) };
};

const pathOf = (name: string): string[] => {
  const open = name.indexOf("[");
  if (open <= 0 || !name.endsWith("]")) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split("][")];
};

const place = (root: Branch, path: readonly string[], value: string): boolean => {
  if (path.length > MAX_DEPTH) return false;
  let at = root;
  for (const step of path.slice(0, -1)) {
    const key = step === "" ? String(at.size) : step;
    const next = at.get(key);
    if (typeof next === "string") return false;
    const branch: Branch = next ?? new Map();
    at.set(key, branch);
    at = branch;
  }
  const last = path.at(-1) ?? "";
  const key = last === "" && path.length > 1 ? String(at.size) : last;
  if (at.has(key)) return false;
  at.set(key, value);
  return true;
};

const toObject = (branch: Branch): RawObject => {
  // No prototype: a field called __proto__ is data like any other.
  const object: Record<string, Raw> = Object.create(null);
  for (const [key, value] of branch) object[key] = toRaw(value);
  return object;
};

const toRaw = (value: Branch | string): Raw => {
  if (typeof value === "string") return value;
  const keys = [...value.keys()];
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? [...value.values()].map(toRaw) : toObject(value);
};
