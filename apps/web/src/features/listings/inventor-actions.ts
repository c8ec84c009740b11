"use server";

import { answerConfirmationInput, askAgainInput, askInventorsInput, moveListingInput } from "@peony/domain/listings";
import { idSchema } from "@peony/domain/shared";
import { answerConfirmation, askInventorAgain, askInventors, recallListing } from "@peony/features/listings";
import { action } from "#server/action.ts";

const asking = (id: string, done: string): string => `/listings/${id}/inventors?done=${done}`;

export const askInventorsAction = action(askInventorsInput, async (ctx, input) => {
  await askInventors(ctx, input);
  return { to: asking(input.id, "asked") };
});

export const askInventorAgainAction = action(
  askAgainInput.extend({ listingId: idSchema("listing") }),
  async (ctx, { listingId, ...input }) => {
    await askInventorAgain(ctx, input);
    return { to: asking(listingId, "again") };
  },
);

/** Takes the listing back to its writer, whose edit ends the links. */
export const mendListingAction = action(moveListingInput, async (ctx, input) => {
  await recallListing(ctx, input);
  return { to: `/listings/${input.id}` };
});

export const answerConfirmationAction = action(answerConfirmationInput, async (ctx, input) => {
  await answerConfirmation(ctx, input);
  return { to: `/inventor/${input.token}` };
});
