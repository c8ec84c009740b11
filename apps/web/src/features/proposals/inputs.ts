import { saveProposalInput, setJudgingInput } from "@peony/domain/proposals";
import { z } from "zod";
import { withoutBlankRows } from "#features/forms/blank-rows.ts";

/** Rows nobody filled in are no milestones. */
const withoutBlankMilestones = (form: unknown): unknown =>
  withoutBlankRows(form, { milestones: ["name", "amount", "weeks"] });

/** The form of a proposal; `step` says which button sent it. */
export const autosaveInput = z.preprocess(
  withoutBlankMilestones,
  saveProposalInput.extend({ step: z.enum(["save", "submit"]).default("save") }),
);

/** Criteria without the rows that were left empty. */
export const criteriaInput = z.preprocess(
  (form) => withoutBlankRows(form, { criteria: ["name", "weight"] }),
  setJudgingInput,
);
