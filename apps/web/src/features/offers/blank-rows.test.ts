import { describe, expect, test } from "vitest";
import { withoutBlankRows } from "./blank-rows.ts";

describe("withoutBlankRows", () => {
  test("drops milestones without name and amount and commissions without an agency, keeps the rest", () => {
    const form = {
      id: "x",
      terms: {
        dealType: "ordinary",
        milestones: [
          { name: { zh: "样件", en: "" }, amount: "1" },
          { name: { zh: "", en: "" }, amount: undefined, dueDays: 30 },
        ],
        commissions: [{ organisationId: "", pct: 3 }],
      },
    };
    expect(withoutBlankRows(form)).toEqual({
      id: "x",
      terms: { dealType: "ordinary", milestones: [{ name: { zh: "样件", en: "" }, amount: "1" }], commissions: [] },
    });
  });
  test("a half-filled row stays, so that the reader hears what is missing", () => {
    const half = { terms: { milestones: [{ name: { zh: "样件", en: "" } }] } };
    expect(withoutBlankRows(half)).toEqual(half);
  });
  test("anything else passes untouched to the schema that refuses it", () => {
    expect(withoutBlankRows("text")).toBe("text");
    expect(withoutBlankRows({ terms: 3 })).toEqual({ terms: 3 });
  });
});
