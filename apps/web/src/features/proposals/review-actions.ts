"use server";

import {
  confideReviewInput,
  demandNumberSchema,
  recommendAwardInput,
  stateConflictsInput,
} from "@peony/domain/proposals";
import { confideReview, recommendAward, reviewProposal, stateConflicts } from "@peony/features/proposals";
import { z } from "zod";
import { action } from "#server/action.ts";
import { reviewInput } from "./inputs.ts";

export const confideReviewAction = action(confideReviewInput, async (ctx, input) => {
  await confideReview(ctx, input);
  return { to: `/reviews/${input.demand}?did=confided` };
});

export const stateConflictsAction = action(stateConflictsInput, async (ctx, input) => {
  await stateConflicts(ctx, input);
  return { to: `/reviews/${input.demand}?did=stated` };
});

export const reviewProposalAction = action(reviewInput, async (ctx, { no, at, ...input }) => {
  await reviewProposal(ctx, input);
  return { to: `/reviews/${no}?at=${at}&did=scored` };
});

const recommendation = recommendAwardInput.extend({ no: demandNumberSchema, at: z.number().int().min(1) });

export const recommendAwardAction = action(recommendation, async (ctx, { no, at, ...input }) => {
  await recommendAward(ctx, input);
  return { to: `/reviews/${no}?at=${at}&did=recommended` };
});
