import { z } from "zod";
import { idSchema, textSchema } from "../shared/index.ts";
import { type ListingEvent, type ListingState, legalStatuses } from "./listing.ts";

/** By which step a lapse that was a slip is taken back, by the state the listing was in before it. */
export const reinstateEvents = {
  published: "reinstate",
  paused: "reinstate_paused",
  under_option: "reinstate_option",
  under_notice: "reinstate_notice",
  licensed_exclusive: "reinstate_license",
} as const satisfies Partial<Record<ListingState, ListingEvent>>;

export const reinstateListingInput = z.strictObject({
  id: idSchema("listing"),
  version: z.number().int().min(1),
  /** What the right was before the lapse; nothing else is restored, so it may be left out. */
  legalStatus: z.enum(legalStatuses).optional(),
  /** Why the right stands after all; kept in the audit chain. */
  reason: textSchema(500, 1),
});
export type ReinstateListingInput = z.output<typeof reinstateListingInput>;
