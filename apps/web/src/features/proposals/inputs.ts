import {
  demandNumberSchema,
  mostCriteria,
  reviewProposalInput,
  saveProposalInput,
  setJudgingInput,
} from "@peony/domain/proposals";
import { z } from "zod";
import { withoutBlankRows } from "#features/forms/blank-rows.ts";

const rowKeys = ["name", "amount", "weeks"];

/** Rows nobody filled in are no milestones. */
const withoutBlankMilestones = (form: unknown): unknown => withoutBlankRows(form, { milestones: rowKeys });

const isWhole = (row: unknown): boolean =>
  typeof row === "object" && row !== null && rowKeys.every((k) => k in row && Reflect.get(row, k) !== "");

/** A row that is still being typed keeps nothing else from being saved; it stays in the form. */
const withoutHalfMilestones = (form: unknown): unknown =>
  typeof form === "object" && form !== null && "milestones" in form && Array.isArray(form.milestones)
    ? { ...form, milestones: form.milestones.filter(isWhole) }
    : form;

/** `step` says which button sent the form. */
const fields = saveProposalInput.extend({ step: z.enum(["save", "submit"]).default("save") });
export const proposalInput = z.preprocess(withoutBlankMilestones, fields);
/** What saves itself while somebody writes. */
export const autosaveInput = z.preprocess(withoutHalfMilestones, fields);

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
