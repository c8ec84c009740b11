import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { contractStates } from "../contracts/index.ts";
import { itemStates } from "../escrow/index.ts";
import { offerStates } from "../offers/index.ts";
import { dealPhase, stepOf } from "./phase.ts";

describe("dealPhase", () => {
  test.each([
    [{ offer: null, contract: null, items: [] }, "enquiry"],
    [{ offer: "submitted", contract: null, items: [] }, "negotiation"],
    [{ offer: "expired", contract: null, items: [] }, "negotiation"],
    [{ offer: "declined", contract: null, items: [] }, "closed"],
    [{ offer: "accepted", contract: "drafting", items: [] }, "contract"],
    [{ offer: "accepted", contract: "signed", items: ["held", "agreed"] }, "performance"],
    [{ offer: "accepted", contract: "signed", items: ["settled", "settled"] }, "closed"],
  ] as const)("%j is %s", (parts, phase) => {
    expect(dealPhase(parts)).toBe(phase);
  });

  test("a deal with money still on its way is never closed", () => {
    const parts = fc.record({
      offer: fc.constantFrom(...offerStates),
      contract: fc.constant("signed" as (typeof contractStates)[number]),
      items: fc.array(fc.constantFrom(...itemStates), { minLength: 1, maxLength: 4 }),
    });
    fc.assert(
      fc.property(parts, (p) => {
        const open = p.items.some((s) => s !== "settled" && s !== "cancelled");
        expect(dealPhase(p) === "closed").toBe(!open);
        expect(stepOf(dealPhase(p)) === null).toBe(!open);
      }),
    );
  });
});
