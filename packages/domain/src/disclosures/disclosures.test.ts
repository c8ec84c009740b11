import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { termsSchema } from "../contracts/index.ts";
import { planItem } from "../escrow/index.ts";
import { listingStates } from "../listings/index.ts";
import { basisPoints, nextState } from "../shared/index.ts";
import { dealReceipts } from "./deal-share.ts";
import {
  type DisclosureEvent,
  type DisclosureRole,
  type DisclosureState,
  disclosureGaps,
  disclosureMachine,
  disclosureRoles,
  disclosureStates,
  stepDue,
} from "./disclosure.ts";
import { createDisclosureInput, saveStepDaysInput } from "./inputs.ts";
import { listingDraftOf } from "./listing-draft.ts";
import { type ResultFacts, resultStage, resultStages, resultTurn } from "./result.ts";

const events: readonly DisclosureEvent[] = ["submit", "assess", "protect", "return"];
/** Everything that may happen, and by whom; whatever is not here is refused. */
const allowed: readonly [DisclosureState, DisclosureEvent, DisclosureRole, DisclosureState][] = [
  ["draft", "submit", "author", "disclosed"],
  ["disclosed", "assess", "officer", "assessed"],
  ["disclosed", "return", "officer", "returned_to_inventor"],
  ["assessed", "protect", "officer", "protected"],
  ["assessed", "return", "officer", "returned_to_inventor"],
  ["protected", "return", "officer", "returned_to_inventor"],
  ["returned_to_inventor", "submit", "author", "disclosed"],
];

describe("the way of a disclosure", () => {
  test("is open to exactly these roles in exactly these states", () => {
    for (const state of disclosureStates)
      for (const event of events)
        for (const role of disclosureRoles) {
          const row = allowed.find((a) => a[0] === state && a[1] === event && a[2] === role);
          const known = allowed.some((a) => a[0] === state && a[1] === event);
          const go = () => nextState(disclosureMachine, "disclosures/transition", state, event, role);
          if (row) expect([state, event, role, go()]).toEqual(row);
          else expect(go, `${state} ${event} ${role}`).toThrow(known ? /may not/ : /no /);
        }
  });
  test("gives the office twenty, sixty and thirty working days, and nobody a date where the author has the turn", () => {
    const monday = new Date("2026-11-02T02:00:00Z");
    expect(stepDue("disclosed", monday)?.toISOString()).toBe("2026-11-30T02:00:00.000Z");
    expect(stepDue("assessed", monday)?.toISOString()).toBe("2027-01-25T02:00:00.000Z");
    expect(stepDue("protected", monday)?.toISOString()).toBe("2026-12-14T02:00:00.000Z");
    expect([stepDue("draft", monday), stepDue("returned_to_inventor", monday)]).toEqual([null, null]);
    const own = { disclosed: 1, assessed: 2, protected: 3 };
    expect(stepDue("assessed", monday, own)?.toISOString()).toBe("2026-11-04T02:00:00.000Z");
    for (const disclosed of [0, 251, 1.5, undefined])
      expect(saveStepDaysInput.safeParse({ version: 0, ...own, disclosed }).success).toBe(false);
  });
});

const named = (sharePct: number) => ({ name: { zh: "某", en: "" }, sharePct });
describe("what a disclosure lacks", () => {
  test("is a title, what is new, and shares that sum to 100.00 exactly", () => {
    const whole = { title: "a", novelty: "b", inventors: [named(33.33), named(33.33), named(33.34)] };
    expect(disclosureGaps(whole)).toEqual([]);
    expect(disclosureGaps({ title: "", novelty: "", inventors: [] }).map((g) => g.field)).toEqual([
      "title",
      "novelty",
      "inventors.0.name",
    ]);
    expect(disclosureGaps({ ...whole, inventors: [named(100), named(0)] })).toEqual([
      { field: "inventors.0.sharePct", code: "sum-wrong" },
    ]);
  });
  test("says so for every split that is off by a hundredth, and for no other", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: -1, max: 1 }), (at, off) => {
        const points = [0, ...new Set(at), 10_000].sort((a, b) => a - b);
        const parts = points.slice(1).map((p, i) => p - (points[i] ?? 0));
        const last = parts.length - 1;
        const shares = parts.map((p, i) => (p + (i === last ? off : 0)) / 100);
        const gaps = disclosureGaps({ title: "a", novelty: "b", inventors: shares.map(named) });
        expect(gaps.length === 0).toBe(off === 0);
      }),
    );
  });
});

describe("where a result stands", () => {
  const none: ResultFacts = { disclosure: null, listing: null, agreedDeals: 0, statements: 0, paidStatements: 0 };
  test("follows from listing, deals and statements, the furthest first", () => {
    expect(resultStage({ ...none, disclosure: "disclosed" })).toBe("disclosed");
    expect(resultStage({ ...none, disclosure: "protected", listing: "draft" })).toBe("protected");
    expect(resultStage({ ...none, listing: "published" })).toBe("listed");
    expect(resultStage({ ...none, listing: "published", agreedDeals: 1 })).toBe("in_deal");
    expect(resultStage({ ...none, listing: "under_option" })).toBe("in_deal");
    expect(resultStage({ ...none, listing: "assigned", agreedDeals: 1, statements: 2, paidStatements: 1 })).toBe(
      "income",
    );
    expect(resultStage({ ...none, listing: "assigned", statements: 2, paidStatements: 2 })).toBe("paid");
    expect(resultStage({ ...none, disclosure: "returned_to_inventor" })).toBe("returned_to_inventor");
  });
  test("never goes back when more happens, and somebody always has the turn", () => {
    const facts = fc.record({
      disclosure: fc.constantFrom(...disclosureStates, null),
      listing: fc.constantFrom(...listingStates, null),
      agreedDeals: fc.nat(2),
      statements: fc.nat(3),
      paidStatements: fc.nat(3),
    });
    const rank = (f: ResultFacts) => resultStages.indexOf(resultStage(f));
    fc.assert(
      fc.property(facts, (f) => {
        const sold = { ...f, agreedDeals: f.agreedDeals + 1 };
        if (resultStage(f) !== "returned_to_inventor") expect(rank(sold)).toBeGreaterThanOrEqual(rank(f));
        expect(["income", "paid"]).toContain(resultStage({ ...sold, statements: f.statements + 1 }));
        expect(resultTurn(f).holder).toBeTruthy();
      }),
    );
  });
  test("waits for the inventors, and for the office once one of them has commented", () => {
    const asked = { ...none, disclosure: "protected", listing: "inventor_confirm" } as const;
    expect(resultTurn(asked)).toEqual({ step: "confirm", holder: "inventors" });
    expect(resultTurn(asked, true)).toEqual({ step: "mend", holder: "office" });
  });
});

describe("the draft made of a disclosure", () => {
  test("says what the disclosure says, in its language, and nothing of helpers and firms", () => {
    const { id: _id, ...told } = createDisclosureInput.parse({
      id: `dsc_${"0".repeat(26)}`,
      ...{ language: "en", field: "bearing", title: "Raceway", novelty: "new", problem: "cracks", funding: "NSFC" },
      ...{ projectNo: "52275001", bestUses: ["spindles", "wind"], helpers: "H. Helper", firmsKnown: ["Firm Ltd."] },
      inventors: [{ name: { zh: "璩若衡", en: "" }, sharePct: 100, email: "a@b.test" }],
    });
    const draft = listingDraftOf(told, `lst_${"0".repeat(26)}`, "know_how");
    expect(draft).toMatchObject({
      ...{ prevailing: "en", title: { zh: "", en: "Raceway" }, solution: { zh: "", en: "new" }, projectNo: "52275001" },
      applications: [
        { zh: "", en: "spindles" },
        { zh: "", en: "wind" },
      ],
      inventors: [{ name: { zh: "璩若衡", en: "" }, sharePct: 100 }],
    });
    expect(JSON.stringify(draft)).not.toMatch(/Helper|Firm Ltd|a@b/);
  });
});

describe("what a deal brings", () => {
  test("is the price less what its releases give to others, to the cent", () => {
    const text = { zh: "某", en: "" };
    const terms = (amounts: readonly bigint[], pct: number) =>
      termsSchema.parse({
        ...{ dealType: "exclusive", fieldOfUse: text, territory: text, termMonths: 12, improvementOwner: "each_own" },
        patentCostBearer: "licensor",
        milestones: amounts.map((a) => ({
          ...{ name: text, amount: a.toString(), deliverable: text, testMethod: text, dueDays: 3 },
        })),
        commissions: [{ organisationId: `org_${"0".repeat(26)}`, pct, payer: "seller" }],
      });
    const amount = fc.bigInt({ min: 100n, max: 10n ** 12n });
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 30 }), (amounts, pct) => {
        const t = terms(amounts, pct);
        const { gross, costs } = dealReceipts(t, 200);
        expect(gross).toBe(amounts.reduce((a, b) => a + b, 0n));
        const taken = t.milestones.flatMap((m) => planItem(m.amount, t.commissions, 200).splits);
        expect(costs).toBe(taken.reduce((sum, s) => sum + basisPoints(BigInt(s.base), s.bps), 0n));
      }),
      { numRuns: 200 },
    );
  });
});
