import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isDomainError } from "../shared/index.ts";
import { contractStates } from "./contract.ts";
import { decideSigning, nextSigner, type Signer } from "./signing.ts";

const hash = "a".repeat(64);
const aSigner = (position: number, state: Signer["state"] = "waiting"): Signer => ({
  id: `s${position}`,
  position,
  side: position % 2 === 1 ? "seller" : "buyer",
  userId: `u${position}`,
  state,
});
const click = (signers: readonly Signer[], userId: string, over: object = {}) => {
  try {
    return decideSigning({ state: "ready_to_sign", documentHash: hash, shownHash: hash, signers, userId, ...over });
  } catch (e) {
    if (isDomainError(e)) return e.code;
    throw e;
  }
};
const signed = (signers: readonly Signer[], id: string): Signer[] =>
  signers.map((s) => (s.id === id ? { ...s, state: "signed" } : s));

describe("decideSigning", () => {
  test("lets the first sign, then the second, who completes", () => {
    const both = [aSigner(1), aSigner(2)];
    expect(click(both, "u1")).toMatchObject({ kind: "sign", completes: false });
    const one = signed(both, "s1");
    expect(click(one, "u2")).toMatchObject({ kind: "sign", completes: true });
    expect(click(one, "u1")).toMatchObject({ kind: "already" });
  });
  test("refuses who is not next, not a signer, or saw another text", () => {
    const both = [aSigner(1), aSigner(2)];
    expect(click(both, "u2")).toBe("contracts/not-your-turn");
    expect(click(both, "u9")).toBe("forbidden");
    expect(click(both, "u1", { shownHash: "b".repeat(64) })).toBe("contracts/hash");
    expect(click(both, "u1", { documentHash: null })).toBe("contracts/transition");
  });
  test.each(contractStates.filter((s) => s !== "ready_to_sign"))("nobody signs a contract that is %s", (state) => {
    expect(click([aSigner(1), aSigner(2)], "u1", { state })).toBe("contracts/transition");
  });
  test("whoever clicks in whatever order, signatures come by position and the last one completes", () => {
    const clicks = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(clicks, ([count, who, reversed]) => {
        let signers = Array.from({ length: count }, (_, i) => aSigner(i + 1));
        if (reversed) signers.reverse();
        const order: number[] = [];
        let completed = 0;
        for (const n of who) {
          const answer = click(signers, `u${n}`, completed > 0 ? { state: "signed" } : {});
          if (typeof answer === "string" || answer.kind === "already") continue;
          expect(completed).toBe(0);
          order.push(answer.signer.position);
          signers = signed(signers, answer.signer.id);
          if (answer.completes) completed += 1;
        }
        expect(order).toEqual(order.map((_, i) => i + 1));
        expect(completed).toBe(order.length === count ? 1 : 0);
        expect(nextSigner(signers)?.position ?? null).toBe(order.length === count ? null : order.length + 1);
      }),
    );
  });
});
