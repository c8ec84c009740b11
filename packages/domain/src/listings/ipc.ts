const symbol = /^([A-H])(\d{2})(?:([A-Z])(?:\s?(\d{1,4})\/(\d{2,6}))?)?$/;

/** An IPC symbol as it is shown, `F16C 33/64`, or null where it is none. Class (`F16`), subclass (`F16C`) and group are taken. */
export const readIpc = (input: string): string | null => {
  const m = symbol.exec(input.normalize("NFKC").toUpperCase().replace(/\s+/g, " ").trim());
  if (!m) return null;
  const [, section, cls, sub, group, subgroup] = m;
  return `${section}${cls}${sub ?? ""}${group ? ` ${group}/${subgroup}` : ""}`;
};

/** Every level above a symbol and itself: H, H01, H01M, H01M10, H01M10/0525; the path that hierarchical filters use. */
export const ipcPath = (shown: string): string[] => {
  const m = symbol.exec(shown);
  if (!m) return [];
  const [, section = "", cls = "", sub, group, subgroup] = m;
  const path = [section, section + cls];
  if (sub) path.push(section + cls + sub);
  if (sub && group) path.push(`${section}${cls}${sub}${group}`, `${section}${cls}${sub}${group}/${subgroup}`);
  return path;
};

/** A symbol in the storage form of WIPO ST.8, 14 characters: `F16C 33/62` → `F16C0033620000`; null where it names no subgroup. */
export const ipcStorageForm = (shown: string): string | null => {
  const m = symbol.exec(shown);
  if (!m?.[4] || !m[5]) return null;
  return `${m[1]}${m[2]}${m[3]}${m[4].padStart(4, "0")}${m[5].padEnd(6, "0")}`;
};
