import { shareSum } from "@peony/domain/listings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sumOfShares } from "./share-text.ts";

describe("sumOfShares", () => {
  test("is exact where binary fractions are not", () => {
    expect(sumOfShares(["33.33", "33.33", "33.34"])).toEqual({ text: "100.00", state: "whole" });
    expect(sumOfShares(["0.1", "0.2"])).toEqual({ text: "0.30", state: "part" });
    expect(sumOfShares(["99.99"]).state).toBe("part");
  });
  test("reads full-width digits, leaves empty rows out, and says where there is no number", () => {
    expect(sumOfShares(["６０", "", "40"]).state).toBe("whole");
    expect(sumOfShares(["33.333"]).state).toBe("bad");
    expect(sumOfShares(["一半"]).state).toBe("bad");
  });
  test("agrees with the rule that stops a publication", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_00 }), { maxLength: 8 }), (parts) => {
        const typed = parts.map((p) => (p / 100).toFixed(2));
        const sum = shareSum(typed.map((t) => ({ sharePct: Number(t) })));
        expect(sumOfShares(typed).text).toBe((sum / 100).toFixed(2));
      }),
    );
  });
});
