"use server";

import {
  appointReviewerInput,
  awardProposalInput,
  chooseProposalInput,
  demandNumberSchema,
  dismissReviewerInput,
  giveFeedbackInput,
  screenProposalInput,
  stepReviewInput,
} from "@peony/domain/proposals";
import {
  appointReviewer,
  awardProposal,
  chooseFinalist,
  dismissReviewer,
  giveFeedback,
  screenProposal,
  setJudging,
  stepReview,
} from "@peony/features/proposals";
import { z } from "zod";
import { action } from "#server/action.ts";
import { criteriaInput } from "./inputs.ts";

/** The board to go back to; `did` says there what was done. */
const no = { no: demandNumberSchema };
const board = (number: string, did: string) => `/desk/demands/${number}/review?did=${did}`;
/** Which of two buttons was pressed. */
const verdict = screenProposalInput.omit({ pass: true }).extend({ ...no, verdict: z.enum(["pass", "out"]) });

export const setJudgingAction = action(criteriaInput, async (ctx, input) => {
  await setJudging(ctx, input);
  return { to: board(input.demand, "criteria") };
});

export const appointReviewerAction = action(appointReviewerInput, async (ctx, input) => {
  await appointReviewer(ctx, input);
  return { to: board(input.demand, "appointed") };
});

export const dismissReviewerAction = action(dismissReviewerInput, async (ctx, input) => {
  await dismissReviewer(ctx, input);
  return { to: board(input.demand, "dismissed") };
});

export const stepReviewAction = action(stepReviewInput, async (ctx, input) => {
  await stepReview(ctx, input);
  return { to: board(input.demand, "stepped") };
});

export const screenProposalAction = action(verdict, async (ctx, { no: number, verdict: said, ...input }) => {
  await screenProposal(ctx, { ...input, pass: said === "pass" });
  return { to: board(number, "screened") };
});

export const chooseFinalistAction = action(chooseProposalInput.extend(no), async (ctx, { no: number, ...input }) => {
  await chooseFinalist(ctx, input);
  return { to: board(number, "shortlisted") };
});

export const giveFeedbackAction = action(giveFeedbackInput.extend(no), async (ctx, { no: number, ...input }) => {
  await giveFeedback(ctx, input);
  return { to: board(number, "answered") };
});

export const awardProposalAction = action(awardProposalInput.extend(no), async (ctx, { no: number, ...input }) => {
  await awardProposal(ctx, input);
  return { to: board(number, "awarded") };
});
