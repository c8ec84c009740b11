"use server";

import { cancelDemandInput } from "@peony/domain/demands";
import {
  appointReviewerInput,
  awardProposalInput,
  chooseProposalInput,
  demandNumberSchema,
  dismissReviewerInput,
  giveFeedbackInput,
  screenProposalInput,
  stateConflictsInput,
  stepReviewInput,
  unlistProposalInput,
} from "@peony/domain/proposals";
import { cancelDemand } from "@peony/features/demands";
import {
  appointReviewer,
  awardProposal,
  chooseFinalist,
  dismissReviewer,
  giveFeedback,
  screenProposal,
  setJudging,
  stateConflicts,
  stepReview,
  unlistFinalist,
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

export const unlistFinalistAction = action(unlistProposalInput.extend(no), async (ctx, { no: number, ...input }) => {
  await unlistFinalist(ctx, input);
  return { to: board(number, "unlisted") };
});

/** The statement of somebody who decides for the demander. */
export const stateOnBoardAction = action(stateConflictsInput, async (ctx, input) => {
  await stateConflicts(ctx, input);
  return { to: board(input.demand, "stated") };
});

/** The end without an award: the demand is taken away, and its reason is everybody's answer. */
export const endWithoutAwardAction = action(cancelDemandInput.extend(no), async (ctx, { no: number, ...input }) => {
  await cancelDemand(ctx, input);
  return { to: `/desk/demands/${number}?did=cancelled` };
});

export const giveFeedbackAction = action(giveFeedbackInput.extend(no), async (ctx, { no: number, ...input }) => {
  await giveFeedback(ctx, input);
  return { to: board(number, "answered") };
});

export const awardProposalAction = action(awardProposalInput.extend(no), async (ctx, { no: number, ...input }) => {
  await awardProposal(ctx, input);
  return { to: board(number, "awarded") };
});
