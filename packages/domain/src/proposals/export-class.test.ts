import { describe, expect, test } from "vitest";
import { exportClasses } from "../shared/index.ts";
import { canClass, classInForce, type proposalStates } from "./index.ts";

describe("export class of a proposal", () => {
  test("counts for nothing before a second person has confirmed it", () => {
    for (const exportClass of exportClasses) {
      expect(classInForce({ exportClass, classCheckedAt: null })).toBe("unknown");
      expect(classInForce({ exportClass, classCheckedAt: new Date() })).toBe(exportClass);
    }
  });
  test("is said while its organisation writes it, only narrowed after the award, and never once it has ended", () => {
    const open = (state: (typeof proposalStates)[number]) =>
      exportClasses.flatMap((from) => exportClasses.map((to) => canClass(state, from, to)));
    for (const state of ["draft", "submitted"] as const) expect(open(state).every(Boolean)).toBe(true);
    for (const state of ["assessing", "finalist", "withdrawn", "screened_out", "declined"] as const)
      expect(open(state).some(Boolean)).toBe(false);
    expect([canClass("awarded", "free", "restricted"), canClass("awarded", "restricted", "prohibited")]).toEqual([
      true,
      true,
    ]);
    expect([canClass("awarded", "restricted", "free"), canClass("awarded", "prohibited", "restricted")]).toEqual([
      false,
      false,
    ]);
    expect(canClass("awarded", "free", "free")).toBe(false);
  });
});
