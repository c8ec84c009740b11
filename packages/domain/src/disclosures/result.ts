import type { ListingState } from "../listings/index.ts";
import type { DisclosureState } from "./disclosure.ts";

/** Stages an inventor sees, in the order a result passes them. */
export const resultStages = [
  "draft",
  "disclosed",
  "assessed",
  "protected",
  "listed",
  "in_deal",
  "income",
  "paid",
  "returned_to_inventor",
] as const;
export type ResultStage = (typeof resultStages)[number];

export type ResultFacts = {
  /** Null where the office began with the listing and nobody disclosed anything. */
  readonly disclosure: DisclosureState | null;
  readonly listing: ListingState | null;
  /** Deals in which terms are agreed. */
  readonly agreedDeals: number;
  /** Benefit statements, and how many of them the unit has paid out. */
  readonly statements: number;
  readonly paidStatements: number;
};

const taken: readonly ListingState[] = ["under_option", "under_notice", "licensed_exclusive", "assigned"];
const onMarket: readonly ListingState[] = ["published", "paused", ...taken, "lapsed"];

/** Where a result stands. Only what people decide is stored; everything from the listing on follows from what happened. */
export const resultStage = (f: ResultFacts): ResultStage => {
  if (f.statements > 0) return f.paidStatements >= f.statements ? "paid" : "income";
  if (f.agreedDeals > 0 || taken.some((s) => s === f.listing)) return "in_deal";
  if (onMarket.some((s) => s === f.listing)) return "listed";
  // A listing on its way is still the unit's work of the stage before.
  return f.disclosure ?? "protected";
};

/** Whose move it is. `inventors` names those who have not confirmed; `market` waits for a buyer, `parties` for the two sides of a deal. */
export const turnHolders = [
  "author",
  "office",
  "inventors",
  "checker",
  "market",
  "parties",
  "finance",
  "nobody",
] as const;
export type TurnHolder = (typeof turnHolders)[number];

/** What is to be done next, as a word for the page. */
export const resultSteps = [
  "write",
  "assess",
  "protect",
  "list",
  "confirm",
  "mend",
  "clear",
  "publish",
  "sell",
  "resume",
  "deal",
  "pay",
  "done",
  "closed",
] as const;
export type ResultStep = (typeof resultSteps)[number];
export type Turn = { readonly step: ResultStep; readonly holder: TurnHolder };

const ofListing: Readonly<Record<ListingState, Turn>> = {
  draft: { step: "list", holder: "office" },
  inventor_confirm: { step: "confirm", holder: "inventors" },
  compliance: { step: "clear", holder: "checker" },
  ready: { step: "publish", holder: "office" },
  published: { step: "sell", holder: "market" },
  paused: { step: "resume", holder: "office" },
  under_option: { step: "deal", holder: "parties" },
  under_notice: { step: "deal", holder: "parties" },
  licensed_exclusive: { step: "deal", holder: "parties" },
  assigned: { step: "deal", holder: "parties" },
  lapsed: { step: "closed", holder: "nobody" },
  withdrawn: { step: "list", holder: "office" },
};
const ofDisclosure: Readonly<Record<DisclosureState, Turn>> = {
  draft: { step: "write", holder: "author" },
  disclosed: { step: "assess", holder: "office" },
  assessed: { step: "protect", holder: "office" },
  protected: { step: "list", holder: "office" },
  returned_to_inventor: { step: "closed", holder: "nobody" },
};

/** The next step of a result and whose it is. @param commented an inventor wants the text mended first */
export const resultTurn = (f: ResultFacts, commented = false): Turn => {
  const stage = resultStage(f);
  if (stage === "income") return { step: "pay", holder: "finance" };
  if (stage === "paid") return { step: "done", holder: "nobody" };
  if (stage === "in_deal") return { step: "deal", holder: "parties" };
  if (f.disclosure === "returned_to_inventor" && stage === "returned_to_inventor") return ofDisclosure[f.disclosure];
  if (f.listing === "inventor_confirm" && commented) return { step: "mend", holder: "office" };
  if (f.listing) return ofListing[f.listing];
  return f.disclosure ? ofDisclosure[f.disclosure] : { step: "list", holder: "office" };
};
