"use server";

import {
  answerConfirmationInput,
  answerOwnConfirmationInput,
  askAgainInput,
  askInventorsInput,
  moveListingInput,
  ownLinkAgainInput,
} from "@peony/domain/listings";
import { idSchema } from "@peony/domain/shared";
import {
  answerConfirmation,
  answerOwnConfirmation,
  askInventorAgain,
  askInventors,
  recallListing,
  sendOwnLinkAgain,
} from "@peony/features/listings";
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

const here = { listingId: idSchema("listing") };
const result = (listingId: string, done: string): string => `/results/${listingId}?done=${done}`;

/** The same answer in the inventor's account. */
export const answerOwnConfirmationAction = action(
  answerOwnConfirmationInput.safeExtend(here),
  async (ctx, { listingId, ...input }) => {
    await answerOwnConfirmation(ctx, input);
    return { to: result(listingId, "confirmed") };
  },
);

export const sendOwnLinkAgainAction = action(ownLinkAgainInput.extend(here), async (ctx, { listingId, ...input }) => {
  await sendOwnLinkAgain(ctx, input);
  return { to: result(listingId, "link") };
});
