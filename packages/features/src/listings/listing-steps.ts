import type { Ctx } from "@peony/db";
import type { MoveListingInput } from "@peony/domain/listings";
import {
  lapseListing,
  pauseListing,
  publishListing,
  recallListing,
  redraftListing,
  restoreListing,
  withdrawListing,
} from "./publish-listing.ts";
import { refreshListing, resumeListing } from "./refresh-listing.ts";
import { submitListing } from "./review-compliance.ts";

/** Steps an officer takes with the own listing that need no more than its version; programs call them by these names. */
export const listingSteps = {
  submit: submitListing,
  recall: recallListing,
  publish: publishListing,
  pause: pauseListing,
  resume: resumeListing,
  refresh: refreshListing,
  lapse: lapseListing,
  restore: restoreListing,
  withdraw: withdrawListing,
  redraft: redraftListing,
} satisfies Record<string, (ctx: Ctx, input: MoveListingInput) => Promise<void>>;
export type ListingStep = keyof typeof listingSteps;
export const listingStepNames = Object.keys(listingSteps) as [ListingStep, ...ListingStep[]];
