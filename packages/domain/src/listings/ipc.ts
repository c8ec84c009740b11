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

/** Classes of the edition whose titles the house has (2023.01); kept as digits here, so that a form does not carry the titles. */
const classes: Readonly<Record<string, string>> = {
  A: "01 21 22 23 24 41 42 43 44 45 46 47 61 62 63 99",
  B: "01 02 03 04 05 06 07 08 09 21 22 23 24 25 26 27 28 29 30 31 32 33 41 42 43 44 60 61 62 63 64 65 66 67 68 81 82 99",
  C: "01 02 03 04 05 06 07 08 09 10 11 12 13 14 21 22 23 25 30 40 99",
  D: "01 02 03 04 05 06 07 21 99",
  E: "01 02 03 04 05 06 21 99",
  F: "01 02 03 04 15 16 17 21 22 23 24 25 26 27 28 41 42 99",
  G: "01 02 03 04 05 06 07 08 09 10 11 12 16 21 99",
  H: "01 02 03 04 05 10 99",
};
/**
 * What of a symbol names no class that there is: the class itself, or a subclass of a residual one (F99 …), which has Z alone. Null where
 * nothing is wrong; other subclasses are not looked up. Source: IPC, edition 2023.01.
 */
export const unknownIpcClass = (shown: string): string | null => {
  const [section, cls, sub] = [shown.slice(0, 1), shown.slice(1, 3), shown.slice(3, 4)];
  if (!(classes[section] ?? "").split(" ").includes(cls)) return shown.slice(0, 3);
  return cls === "99" && sub !== "" && sub !== "Z" ? shown.slice(0, 4) : null;
};
