import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportClasses, type GateStage, gateLevel, gateOpens, opensGate } from "./export-gate.ts";

describe("the export gate", () => {
  test.each([
    ["free", "CN", "open"],
    ["free", "DE", "open"],
    ["free", null, "open"],
    ["restricted", "CN", "open"],
    ["restricted", "DE", "teaser"],
    ["restricted", null, "teaser"],
    ["dual_use", "DE", "teaser"],
    ["unknown", "CN", "open"],
    ["unknown", "DE", "teaser"],
    ["unknown", null, "teaser"],
    ["prohibited", "CN", "open"],
    ["prohibited", "DE", "closed"],
    ["prohibited", null, "closed"],
  ] as const)("%s technology for a reader of %s is %s", (exportClass, country, level) => {
    expect(gateLevel(exportClass, country)).toBe(level);
  });

  test("no stage beyond the teaser opens to whom the text is closed, and a wider class never closes anything", () => {
    const stages: GateStage[] = ["text", "nda", "room", "offer", "contract"];
    const country = fc.option(fc.constantFrom("CN", "DE", "US", "HK"), { nil: null });
    const exportClass = fc.constantFrom(...exportClasses);
    fc.assert(
      fc.property(exportClass, exportClass, country, (from, to, reader) => {
        const open = (c: (typeof exportClasses)[number]) => stages.map((s) => gateOpens(c, reader, s));
        expect(new Set(open(from)).size).toBe(1);
        if (!opensGate(from, to)) for (const [i, was] of open(from).entries()) expect(open(to)[i] && !was).toBe(false);
      }),
    );
  });
});
