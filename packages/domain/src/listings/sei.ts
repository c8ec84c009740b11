import type { Bilingual } from "../shared/index.ts";
import industries from "./sei-industries.json" with { type: "json" };

export type Industry = Bilingual & { readonly code: string };

let byCode: ReadonlyMap<string, Industry> | undefined;

/**
 * Strategic emerging industries, levels 1 (`2`) and 2 (`2.1`) in the order of the classification. Source: 战略性新兴产业分类(2018),
 * National Bureau of Statistics, order 23; the English titles are ours.
 */
export const seiIndustries = (): readonly Industry[] => industries;

/** Title of an industry of either level, or null where the classification has no such code. */
export const seiTitle = (code: string): Bilingual | null => {
  byCode ??= new Map(industries.map((one) => [one.code, one]));
  const found = byCode.get(code);
  return found ? { zh: found.zh, en: found.en } : null;
};

/** The codes from the top level down to an industry: `2.1` → `2`, `2.1`; empty where there is no such code. */
export const seiPath = (code: string): readonly string[] => {
  if (!seiTitle(code)) return [];
  const [top = ""] = code.split(".");
  return top === code ? [top] : [top, code];
};

/** Industries one level below: the nine of the top level where nothing is given. */
export const seiChildren = (code?: string): readonly Industry[] =>
  industries.filter((one) => (code ? one.code.startsWith(`${code}.`) : !one.code.includes(".")));
