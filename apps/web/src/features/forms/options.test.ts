import { dealTypes } from "@peony/domain/contracts";
import { describe, expect, test } from "vitest";
import { optionsOf, readinessOptions } from "./options.ts";

describe("options", () => {
  test("every value stands with its word in the reader's language", () => {
    expect(optionsOf("zh", dealTypes, "deal_type").map((o) => o.value)).toEqual([...dealTypes]);
    expect(optionsOf("zh", ["exclusive"], "deal_type")).toEqual([{ value: "exclusive", label: "独占许可" }]);
    expect(optionsOf("en", ["exclusive"], "deal_type")[0]?.label).toMatch(/^Exclusive/);
  });
  test("refuses a value that nobody has a word for", () => {
    expect(() => optionsOf("zh", ["made-up"], "deal_type")).toThrow();
  });
  test("a readiness level says its number and what it means", () => {
    expect(readinessOptions("zh")).toHaveLength(9);
    expect(readinessOptions("zh")[5]?.label).toMatch(/^TRL 6：\p{Script=Han}/u);
  });
});
