import { describe, expect, test } from "vitest";
import { withoutBlankRows } from "./blank-rows.ts";

describe("withoutBlankRows", () => {
  const blank = { name: { zh: "", en: "" }, figure: "", unit: { zh: "%" } };
  test("drops rows without what makes them one, and rows with nothing in them", () => {
    const form = {
      id: "x",
      benefits: [{ name: { zh: "寿命" }, figure: "1.5" }, blank],
      uses: [{ zh: "", en: "" }, { zh: "轴承" }],
      other: [""],
    };
    expect(withoutBlankRows(form, { benefits: ["name", "figure"], uses: [] })).toEqual({
      id: "x",
      benefits: [{ name: { zh: "寿命" }, figure: "1.5" }],
      uses: [{ zh: "轴承" }],
      other: [""],
    });
  });
  test("a half-filled row stays, so that the reader hears what is missing", () => {
    const half = { benefits: [{ ...blank, figure: "2" }] };
    expect(withoutBlankRows(half, { benefits: ["name", "figure"] })).toEqual(half);
  });
  test("a demand's target is a row with a name, a figure or a unit, whatever its direction", () => {
    const targets = { targets: ["name", "current", "target", "unit"] };
    const none = { name: { zh: "", en: "" }, current: "", target: "", direction: "at_most", unit: { zh: "", en: "" } };
    const half = { ...none, target: "8" };
    expect(withoutBlankRows({ field: "bearing", targets: [half, none] }, targets)).toEqual({
      field: "bearing",
      targets: [half],
    });
    expect(withoutBlankRows({ targets: [none, { direction: "at_least" }] }, targets)).toEqual({ targets: [] });
    expect(withoutBlankRows({ targets: [3] }, targets)).toEqual({ targets: [3] });
  });
  test("anything else passes untouched to the schema that refuses it", () => {
    expect(withoutBlankRows("text", { benefits: [] })).toBe("text");
    expect(withoutBlankRows({ benefits: 3 }, { benefits: [] })).toEqual({ benefits: 3 });
  });
});
