"use server";

import { demandNumberSchema, reviewProposalInput, stateConflictsInput } from "@peony/domain/proposals";
import { reviewProposal, stateConflicts } from "@peony/features/proposals";
import { z } from "zod";
import { action } from "#server/action.ts";

export const stateConflictsAction = action(stateConflictsInput, async (ctx, input) => {
  await stateConflicts(ctx, input);
  return { to: `/reviews/${input.demand}?did=stated` };
});

/** `at` is the place of the proposal on the desk, to come back to it. */
const place = { no: demandNumberSchema, at: z.number().int().min(1).max(500) };

export const reviewProposalAction = action(reviewProposalInput.extend(place), async (ctx, { no, at, ...input }) => {
  await reviewProposal(ctx, input);
  return { to: `/reviews/${no}?at=${at}&did=scored` };
});
