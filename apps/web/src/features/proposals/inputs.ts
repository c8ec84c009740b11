import {
  demandNumberSchema,
  mostCriteria,
  reviewProposalInput,
  saveProposalInput,
  setJudgingInput,
} from "@peony/domain/proposals";
import { z } from "zod";
import { withoutBlankRows } from "#features/forms/blank-rows.ts";

/** The form of a proposal without milestones nobody filled in. */
export const proposalFormValues = (form: unknown): unknown =>
  withoutBlankRows(form, { milestones: ["name", "amount", "weeks"] });

/** `step` says which button sent the form. */
export const proposalFields = saveProposalInput.extend({ step: z.enum(["save", "submit"]).default("save") });

/** Fields that are called otherwise than their columns. */
export const proposalPlaces = { milestones: "milestones.0.name" };

/** Criteria without the rows that were left empty. */
export const criteriaInput = z.preprocess(
  (form) => withoutBlankRows(form, { criteria: ["name", "weight"] }),
  setJudgingInput,
);

/** Points stay at their criterion: a field that was left empty is asked for, and does not let the others move up. */
const given = z.strictObject({
  given: z.preprocess((v) => (v === "" ? undefined : Number(v)), z.number().int().min(0).max(100)),
});

/** The form of one review; `at` is the place of the proposal on the desk, to come back to it. */
export const reviewInput = reviewProposalInput.extend({
  no: demandNumberSchema,
  at: z.number().int().min(1).max(500),
  points: z
    .array(given.transform((p) => p.given))
    .max(mostCriteria)
    .default([]),
});
