import { describe, expect, test } from "vitest";
import { withoutBlankTargets } from "./blank-targets.ts";

const blank = { name: { zh: "", en: "" }, current: "", target: "", direction: "at_most", unit: { zh: "", en: "" } };

describe("withoutBlankTargets", () => {
  test("drops rows that nobody filled in, and keeps half-filled ones so that the reader hears what is missing", () => {
    const half = { ...blank, target: "8" };
    expect(withoutBlankTargets({ field: "bearing", targets: [half, blank] })).toEqual({
      field: "bearing",
      targets: [half],
    });
    expect(withoutBlankTargets({ targets: [blank, { direction: "at_least" }] })).toEqual({ targets: [] });
  });
  test("anything else passes untouched to the schema that refuses it", () => {
    expect(withoutBlankTargets("text")).toBe("text");
    expect(withoutBlankTargets({ targets: "many" })).toEqual({ targets: "many" });
    expect(withoutBlankTargets({ targets: [3] })).toEqual({ targets: [3] });
  });
});
