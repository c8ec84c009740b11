/**
 * The register's JSON is XML turned over (BadgerFish): attributes under "@name", text under "$", and a list of one is no list.
 * These read it without trusting any of it.
 */
export const at = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (here, key) =>
      typeof here === "object" && here !== null && Object.hasOwn(here, key) ? Reflect.get(here, key) : undefined,
    node,
  );

export const listOf = (node: unknown): readonly unknown[] =>
  node === undefined || node === null ? [] : Array.isArray(node) ? node : [node];

/** The text of a node, trimmed; "" where there is none. */
export const textOf = (node: unknown): string => {
  const value = typeof node === "object" ? at(node, "$") : node;
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
};

/** `20190517` or `2019-05-17` as an ISO day, null where it is none (the register writes 00010101 for unknown). */
export const dayOf = (node: unknown): string | null => {
  const m = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(textOf(node));
  if (!m || Number(m[1]) < 1800) return null;
  const day = `${m[1]}-${m[2]}-${m[3]}`;
  return Number.isNaN(Date.parse(day)) || new Date(day).toISOString().slice(0, 10) !== day ? null : day;
};
