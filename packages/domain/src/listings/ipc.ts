const symbol = /^([A-H])(\d{2})(?:([A-Z])(?:\s?0{0,3}([1-9]\d{0,3})\/(\d{2,6}))?)?$/;
/** How offices store a group (WIPO ST.8): main group right-aligned in four digits, subgroup left-aligned in six. */
const stored = /^([A-H]\d{2}[A-Z])(\d{4})(\d{2})(\d{4})$/;

/**
 * An IPC symbol as it is shown, `F16C 33/64`, or null where it is none. Class (`F16`), subclass (`F16C`) and group are taken, and
 * the storage form of offices' files, `F16C0033640000`.
 */
export const readIpc = (input: string): string | null => {
  const text = input.normalize("NFKC").toUpperCase().replace(/\s+/g, " ").trim();
  const file = stored.exec(text);
  const m = symbol.exec(file ? `${file[1]}${file[2]}/${file[3]}${file[4]?.replace(/0+$/, "")}` : text);
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
