import { saveProposalInput } from "@peony/domain/proposals";
import { describe, expect, test } from "vitest";
import { wholeRows } from "#features/forms/half-rows.ts";
import { proposalFormValues, reviewInput } from "./inputs.ts";

const id = "prp_01jx0000000000000000000000";
const form = (...milestones: unknown[]) => ({ id, version: 1, title: "甲", milestones });
const whole = { name: "样机", amount: "100", weeks: 3 };

describe("the form of a proposal", () => {
  test("rows nobody filled in are no rows; one that was begun is asked for, or left out while it is being typed", () => {
    const begun = form(whole, { name: "验收", weeks: 3 }, { name: "" }, { name: "", amount: "1", weeks: 1 });
    const problems = saveProposalInput.safeParse(proposalFormValues(begun)).error?.issues.map((i) => i.path.join("."));
    expect(problems).toEqual(["milestones.1.amount", "milestones.2.name"]);
    const { input, left } = wholeRows(proposalFormValues, saveProposalInput).parse(begun);
    expect([input.title, input.milestones.length, left]).toEqual(["甲", 1, true]);
  });
});

describe("the form of a review", () => {
  const review = (...points: string[]) => ({
    proposalId: id,
    version: 0,
    no: "DN-2026-000001",
    at: 1,
    words: "好",
    points: points.map((given) => ({ given })),
  });
  test("points stay at their criterion, and one that is missing or none is asked for there", () => {
    expect(reviewInput.parse(review("90", "5")).points).toEqual([90, 5]);
    const at = (...points: string[]) =>
      reviewInput.safeParse(review(...points)).error?.issues.map((i) => i.path.join("."));
    expect([at("", "5"), at("90", "x"), at("90", "5.5"), at("101", "1")]).toEqual([
      ["points.0.given"],
      ["points.1.given"],
      ["points.1.given"],
      ["points.0.given"],
    ]);
  });
});
