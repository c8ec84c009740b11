import type { Bilingual } from "../shared/index.ts";
import classes from "./ipc-classes.json" with { type: "json" };

let titles: ReadonlyMap<string, Bilingual> | undefined;

/**
 * Official title of an IPC class (`H01`) in both languages, or null. Source: IPC, edition 2023.01, and its Chinese edition.
 * Kept apart from the syntax of symbols, so that a form that only checks one does not carry the table.
 */
export const ipcTitle = (code: string): Bilingual | null => {
  titles ??= new Map(classes.map(({ symbol, zh, en }) => [symbol, { zh, en }]));
  return titles.get(code) ?? null;
};

/** Classes for a pick-list; the residual ones (A99 …) name nothing a reader looks for and stay out. */
export const ipcClasses = (): readonly (Bilingual & { readonly symbol: string })[] =>
  classes.filter((c) => !c.symbol.endsWith("99"));
