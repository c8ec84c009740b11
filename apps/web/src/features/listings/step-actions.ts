"use server";

import { isHouse } from "@peony/domain/identity";
import {
  complianceInput,
  type DecideComplianceInput,
  decideComplianceInput,
  type MoveListingInput,
  moveListingInput,
  reinstateListingInput,
} from "@peony/domain/listings";
import {
  clearListing,
  clearSheet,
  lapseListing,
  pauseListing,
  publishListing,
  recallListing,
  redraftListing,
  refreshListing,
  reinstateListing,
  restoreListing,
  resumeListing,
  returnListing,
  returnSheet,
  saveCompliance,
  submitListing,
  withdrawListing,
} from "@peony/features/listings";
import { action } from "#server/action.ts";
import type { Ctx } from "#server/ctx.ts";

/** A step of the own listing, which leads back to its editor. */
const step = (run: (ctx: Ctx, input: MoveListingInput) => Promise<unknown>, done?: string) =>
  action(moveListingInput, async (ctx, input) => {
    await run(ctx, input);
    return { to: `/listings/${input.id}${done ? `?done=${done}` : ""}` };
  });

export const submitListingAction = step(submitListing);
export const publishListingAction = step(publishListing, "published");
export const pauseListingAction = step(pauseListing);
export const resumeListingAction = step(resumeListing);
export const refreshListingAction = step(refreshListing);
export const recallListingAction = step(recallListing);
export const withdrawListingAction = step(withdrawListing);
export const redraftListingAction = step(redraftListing);
export const lapseListingAction = step(lapseListing);
export const restoreListingAction = step(restoreListing);

export const saveComplianceAction = action(complianceInput, async (ctx, input) => {
  await saveCompliance(ctx, input);
  return { to: `/listings/${input.id}/compliance?done=saved` };
});

export const reinstateListingAction = action(reinstateListingInput, async (ctx, input) => {
  await reinstateListing(ctx, input);
  return { to: `/listings/${input.id}` };
});

/** The second person's word; whoever may not read the listing any longer afterwards is led to the queue. */
const decide = (run: (ctx: Ctx, input: DecideComplianceInput) => Promise<void>, done: string) =>
  action(decideComplianceInput, async (ctx, input) => {
    await run(ctx, input);
    return { to: isHouse(ctx.actor) ? `/operator?done=${done}` : `/listings/${input.id}/compliance?done=${done}` };
  });

export const clearListingAction = decide(clearListing, "cleared");
export const returnListingAction = decide(returnListing, "returned");
export const clearSheetAction = decide(clearSheet, "cleared");
export const returnSheetAction = decide(returnSheet, "returned");
