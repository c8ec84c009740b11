"use server";

import { stateConflictsInput } from "@peony/domain/proposals";
import { reviewProposal, stateConflicts } from "@peony/features/proposals";
import { action } from "#server/action.ts";
import { reviewInput } from "./inputs.ts";

export const stateConflictsAction = action(stateConflictsInput, async (ctx, input) => {
  await stateConflicts(ctx, input);
  return { to: `/reviews/${input.demand}?did=stated` };
});

export const reviewProposalAction = action(reviewInput, async (ctx, { no, at, ...input }) => {
  await reviewProposal(ctx, input);
  return { to: `/reviews/${no}?at=${at}&did=scored` };
});
