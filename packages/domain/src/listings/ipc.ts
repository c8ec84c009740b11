import type { Bilingual } from "../shared/index.ts";
import classes from "./ipc-classes.json" with { type: "json" };

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

const titles: ReadonlyMap<string, Bilingual> = new Map(classes.map(({ symbol: code, zh, en }) => [code, { zh, en }]));

/** Official title of a class in both languages, or null. Source: IPC, edition 2023.01, and its Chinese edition. */
export const ipcTitle = (code: string): Bilingual | null => titles.get(code) ?? null;
