import { z } from "zod";
import type { DealType } from "../contracts/index.ts";
import { idSchema, textSchema } from "../shared/index.ts";
import { type TriageChoice, triageChoices } from "./listing.ts";

/** Reasons that are offered, in the order of their keys; anything else may be said in words. */
export const triageReasons = {
  sell: ["outside_focus", "buyer_waiting", "upkeep", "team_left", "one_user"],
  license: ["many_users", "research_goes_on", "firm_asks", "platform", "part_of_bundle"],
  open_licence: ["wide_use", "small_firms", "policy", "upkeep", "mature"],
  keep: ["own_research", "base_of_others", "too_early", "confidential", "undecided"],
  drop: ["lapsing", "no_market", "superseded", "too_dear", "duplicate"],
} as const satisfies Readonly<Record<TriageChoice, readonly string[]>>;
export type TriageReason = (typeof triageReasons)[TriageChoice][number];

/** Choice and reason in one word, `sell.outside_focus`: what one button says. */
export const triagePicks: readonly string[] = triageChoices.flatMap((c) => triageReasons[c].map((r) => `${c}.${r}`));

/** The rights a choice offers in the draft; what is kept or dropped says nothing about them. */
export const triageRights: Readonly<Record<TriageChoice, readonly DealType[] | null>> = {
  sell: ["assignment"],
  license: ["exclusive", "sole", "ordinary"],
  open_licence: ["open_licence"],
  keep: null,
  drop: null,
};

const version = z.number().int().min(1);
export const triageListingInput = z.strictObject({
  id: idSchema("listing"),
  version,
  choice: z.enum(triageChoices),
  /** One of the offered reasons of this choice, or words of one's own. */
  reason: textSchema(200, 1),
});
export type TriageListingInput = z.output<typeof triageListingInput>;

/** @param version the one the triage left */
export const untriageListingInput = z.strictObject({ id: idSchema("listing"), version });
export type UntriageListingInput = z.output<typeof untriageListingInput>;
