import type { Bilingual } from "../shared/index.ts";
import levels from "./ipc-levels.json" with { type: "json" };
import { ipcClasses, ipcTitle } from "./ipc-titles.ts";

export type IpcNode = Bilingual & { readonly symbol: string };

const sections = levels.filter((one) => one.symbol.length === 1);
const subclasses = new Map(levels.filter((one) => one.symbol.length === 4).map((one) => [one.symbol, one]));

/** The eight sections, A to H. Titles as published in both languages. */
export const ipcSections = (): readonly IpcNode[] => sections;

/** Classes of a section, without the residual one (A99 …). */
export const ipcClassesOf = (section: string): readonly IpcNode[] =>
  ipcClasses().filter((one) => one.symbol.startsWith(section));

/**
 * Title of a section, a class or a subclass. Subclasses have short labels of our own for the fields that are traded here; one without
 * a label is called by its symbol only, in both languages. Null where nothing of that name is offered.
 */
export const ipcLevelTitle = (symbol: string): Bilingual | null => {
  if (/^[A-H]$/.test(symbol)) return sections.find((one) => one.symbol === symbol) ?? null;
  if (/^[A-H]\d{2}$/.test(symbol)) return symbol.endsWith("99") ? null : ipcTitle(symbol);
  if (!/^[A-H]\d{2}[A-Z]$/.test(symbol) || !ipcLevelTitle(symbol.slice(0, 3))) return null;
  return subclasses.get(symbol) ?? { zh: symbol, en: symbol };
};

/** Whether a subclass has a label, so that its page is worth showing before anything is listed in it. */
export const isLabelledSubclass = (symbol: string): boolean => subclasses.has(symbol);

/** The subclasses of a class that have a label. */
export const labelledSubclassesOf = (symbol: string): readonly string[] =>
  [...subclasses.keys()].filter((one) => one.startsWith(symbol));

/** Symbols from the section down to this one: `F16C` → `F`, `F16`, `F16C`; empty for anything but these three levels. */
export const ipcLevels = (symbol: string): readonly string[] =>
  ipcLevelTitle(symbol) ? [1, 3, 4].filter((length) => length <= symbol.length).map((n) => symbol.slice(0, n)) : [];
