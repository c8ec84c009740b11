import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assetKinds, legalStatuses, priceModes } from "./listing.ts";
import { type ListingFacts, listingGaps, type ScoreRuleId, scoreRuleIds, scoreRules } from "./readiness.ts";
import { listingMissing, listingScore } from "./score.ts";

const text = fc.record({ zh: fc.constantFrom("", "字"), en: fc.constantFrom("", "word") });
const day = fc.constantFrom(null, "2026-11-01");
const words = fc.array(fc.constant("词"), { maxLength: 2 });
const facts: fc.Arbitrary<ListingFacts> = fc.record({
  assetKind: fc.constantFrom(...assetKinds),
  title: text,
  summary: text,
  problem: text,
  solution: text,
  benefits: fc.array(fc.record({ checkedOn: day }), { maxLength: 2 }),
  noDataYet: fc.boolean(),
  rival: text,
  applications: words,
  trl: fc.option(fc.integer({ min: 1, max: 9 })),
  evidence: words,
  keywordsZh: words,
  keywordsEn: words,
  ipc: words,
  rights: words,
  priceMode: fc.constantFrom(...priceModes),
  priceMin: fc.option(fc.bigInt({ min: 0n, max: 100n })),
  priceMenu: fc.array(fc.constant({}), { maxLength: 2 }),
  number: fc.option(fc.constant("CN2017106018623")),
  registrationNo: fc.option(fc.constant("2024SR0000001")),
  legalStatus: fc.constantFrom(...legalStatuses),
  legalCheckedOn: day,
  annuityDue: day,
  inventors: fc.array(fc.record({ sharePct: fc.constantFrom(0, 40, 60, 100) }), { maxLength: 3 }),
  parts: fc.array(fc.constant("lst_1"), { maxLength: 3 }),
  contactTeam: text,
});

/** What somebody might fill in for a rule: not only the best answer, any that is one. */
const said = { zh: "字", en: "word" };
const fill: Record<ScoreRuleId, fc.Arbitrary<(l: ListingFacts) => Partial<ListingFacts>>> = {
  title: fc.constant(() => ({ title: { zh: "字", en: "" } })),
  problem: fc.constant(() => ({ problem: { zh: "", en: "word" } })),
  solution: fc.constant(() => ({ solution: said })),
  benefit: fc.oneof(
    fc.constant(() => ({ benefits: [{}] })),
    fc.constant(() => ({ noDataYet: true })),
  ),
  trl: fc.integer({ min: 1, max: 9 }).map((trl) => () => ({ trl })),
  evidence: fc.constant(() => ({ evidence: ["报告"] })),
  rights: fc.constant(() => ({ rights: ["ordinary"] })),
  price: fc.constant(() => ({ priceMin: 1n, priceMenu: [{}] })),
  number: fc.constant(() => ({ number: "CN2017106018623" })),
  registration: fc.constant(() => ({ registrationNo: "CNA1" })),
  "legal-status": fc
    .constantFrom("granted" as const, "pending" as const, "lapsed" as const, "none" as const)
    .map((legalStatus) => () => ({ legalStatus })),
  inventors: fc.constantFrom(0, 60, 100).map((sharePct) => () => ({ inventors: [{ sharePct }] })),
  shares: fc.constant((l) => ({
    inventors: (l.inventors.length > 0 ? l.inventors : [{}]).map((_, i) => ({ sharePct: i === 0 ? 100 : 0.01 })),
  })),
  parts: fc.constant(() => ({ parts: ["lst_1", "lst_2"] })),
  figure: fc.constant(() => ({ benefits: [{}] })),
  summary: fc.constant(() => ({ summary: said })),
  translation: fc.constant(() => ({ title: said })),
  "figure-checked": fc.constant((l) => ({ benefits: l.benefits.map(() => ({ checkedOn: "2026-11-02" })) })),
  rival: fc.constant(() => ({ rival: said })),
  applications: fc.constant(() => ({ applications: ["风电"] })),
  keywords: fc.constant(() => ({ keywordsEn: ["bearing"] })),
  classes: fc.constant(() => ({ ipc: ["F16C 33/64"] })),
  "status-checked": fc.constant(() => ({ legalCheckedOn: "2026-11-02" })),
  annuity: fc.constant(() => ({ annuityDue: "2027-05-17" })),
  "register-number": fc.constant(() => ({ registrationNo: "2024SR0000001" })),
  authors: fc.constantFrom(0, 60, 100).map((sharePct) => () => ({ inventors: [{ sharePct }] })),
  contact: fc.constant(() => ({ contactTeam: said })),
};

describe("publishing score", () => {
  test("filling in what is missing never lowers the score, whatever the answer is", () => {
    fc.assert(
      fc.property(
        facts.filter((l) => listingMissing(l).length > 0),
        fc.nat(),
        fc.context(),
        fc.record(fill),
        (l, pick, ctx, answers) => {
          const missing = listingMissing(l);
          const rule = missing[pick % missing.length]!;
          ctx.log(rule.id);
          expect(listingScore({ ...l, ...answers[rule.id](l) })).toBeGreaterThanOrEqual(listingScore(l));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test("is between 0 and 100, and 100 where nothing is missing and only there", () => {
    fc.assert(
      fc.property(facts, (l) => {
        const score = listingScore(l);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score === 100).toBe(listingMissing(l).length === 0);
      }),
    );
  });

  test("what stops a publication is among what is missing, as blocking", () => {
    fc.assert(
      fc.property(facts, (l) => {
        const stops = listingMissing(l).filter((r) => r.level === "blocking");
        const gaps = listingGaps(l);
        expect(gaps.length === 0).toBe(stops.length === 0);
        expect(stops).toEqual(expect.arrayContaining(gaps.map((g) => expect.objectContaining(g))));
      }),
    );
  });

  test("every rule has a weight, a field and one place in the list", () => {
    expect(scoreRules.map((r) => r.id)).toEqual([...scoreRuleIds]);
    expect(scoreRules.every((r) => r.weight > 0 && r.field !== "")).toBe(true);
  });
});
