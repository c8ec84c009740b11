import { homeCountry } from "./country.ts";

/** Export class of a technology. Unknown counts as closed to everybody who is not known to be in China. */
export const exportClasses = ["free", "restricted", "prohibited", "dual_use", "unknown"] as const;
export type ExportClass = (typeof exportClasses)[number];

/** How far a reader comes: nothing at all, the teaser, or the text and all that follows it. */
export type GateLevel = "closed" | "teaser" | "open";
/** Steps at which technology could leave: each asks the gate again. */
export type GateStage = "teaser" | "text" | "nda" | "room" | "offer" | "contract";

/** Country of the reader's organisation, ISO 3166-1 alpha-2; null for a visitor, whose country nobody knows. */
export type ReaderCountry = string | null;

/**
 * What the export class leaves open to a reader. Transfer to a foreign party is what the law restricts, so readers of a Chinese
 * organisation pass; restricted, dual-use and unclassified technology shows others its teaser only, prohibited technology nothing.
 * Source: Regulations on the Administration of Technology Import and Export (State Council 331), arts 28, 30, 31; restricted
 * technology may not be negotiated in substance before the permission in principle.
 */
export const gateLevel = (exportClass: ExportClass, country: ReaderCountry): GateLevel => {
  if (exportClass === "free" || country === homeCountry) return "open";
  return exportClass === "prohibited" ? "closed" : "teaser";
};

/** Whether the reader may enter the stage. */
export const gateOpens = (exportClass: ExportClass, country: ReaderCountry, stage: GateStage): boolean => {
  const level = gateLevel(exportClass, country);
  return level === "open" || (level === "teaser" && stage === "teaser");
};

const strictness: Record<ExportClass, number> = { free: 0, dual_use: 1, restricted: 1, unknown: 1, prohibited: 2 };
/** Whether a change of class opens what was closed: that waits for a second person, every other change counts at once. */
export const opensGate = (from: ExportClass, to: ExportClass): boolean => strictness[to] < strictness[from];
