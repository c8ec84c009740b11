import {
  type ContractSource,
  contractDocument,
  dealTypes,
  documentText,
  improvementOwners,
  type TermsInput,
  unstatedTerms,
} from "@peony/domain/contracts";
import { sampleFacts, sampleSource, sampleTerms } from "@peony/domain/contracts/testing";
import { assetKinds, legalStatuses } from "@peony/domain/listings";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wording } from "./index.ts";

const locales = ["zh", "en"] as const;
const textOf = (source: ContractSource, locale: "zh" | "en"): string =>
  documentText(contractDocument(source, wording(locale))).join("\n");

describe("the text of a contract", () => {
  test.each(dealTypes)("of type %s is whole in both languages, for every kind of asset and status", (dealType) => {
    for (const [i, kind] of assetKinds.entries())
      for (const [j, legalStatus] of legalStatuses.entries()) {
        const improvementOwner = improvementOwners[(i + j) % improvementOwners.length];
        const asset = {
          ...sampleFacts.asset,
          kind,
          legalStatus,
          filingDate: legalStatus === "granted" ? "2020-03-05" : null,
        };
        const source = sampleSource({ dealType, improvementOwner, note: "补充" }, { asset });
        for (const locale of locales) {
          const model = contractDocument(source, wording(locale));
          expect(unstatedTerms(model, source, wording(locale))).toEqual([]);
          expect(documentText(model).filter((t) => /[{}]|undefined|null/.test(t))).toEqual([]);
        }
      }
  });

  test("has the same articles and clauses in both languages", () => {
    const shape = (l: "zh" | "en") =>
      contractDocument(sampleSource(), wording(l)).blocks.map((b) => (b.kind === "clause" ? b.number : b.kind));
    expect(shape("zh")).toEqual(shape("en"));
  });

  test.each<[string, TermsInput]>([
    ["royaltyPct", { ...sampleTerms, royaltyPct: 4 }],
    ["royaltyBase", { ...sampleTerms, royaltyBase: "profit" }],
    ["minimumAnnual", { ...sampleTerms, minimumAnnual: "10000001" }],
    ["sublicencePct", { ...sampleTerms, sublicencePct: 0 }],
    ["improvementOwner", { ...sampleTerms, improvementOwner: "joint" }],
    ["patentCostBearer", { ...sampleTerms, patentCostBearer: "shared" }],
    ["dealType", { ...sampleTerms, dealType: "exclusive" }],
    ["termMonths", { ...sampleTerms, termMonths: 61 }],
    ["fieldOfUse", { ...sampleTerms, fieldOfUse: { zh: "盾构机", en: "Tunnel boring machines" } }],
    ["territory", { ...sampleTerms, territory: { zh: "河南省", en: "Henan" } }],
    ["currency", { ...sampleTerms, currency: "EUR" }],
    ["prevailingLanguage", { ...sampleTerms, prevailingLanguage: "en" }],
    ["governingLaw", { ...sampleTerms, governingLaw: "瑞士法律" }],
    ["note", { ...sampleTerms, note: "另附清单" }],
    ["milestones.0.amount", { ...sampleTerms, milestones: sampleTerms.milestones.map((m) => ({ ...m, amount: "1" })) }],
    [
      "milestones.0.dueDays",
      { ...sampleTerms, milestones: sampleTerms.milestones.map((m) => ({ ...m, dueDays: 91 })) },
    ],
    [
      "milestones.0.inspectionDays",
      { ...sampleTerms, milestones: sampleTerms.milestones.map((m) => ({ ...m, inspectionDays: 7 })) },
    ],
  ])("changes with %s", (_, terms) => {
    for (const locale of locales) expect(textOf(sampleSource(terms), locale)).not.toBe(textOf(sampleSource(), locale));
  });

  test("a sentence that lost its figure is found out", () => {
    const source = sampleSource({ royaltyPct: 4.75 });
    const words = wording("zh");
    const model = contractDocument(source, words);
    const blocks = model.blocks.map((b) => (b.kind === "clause" ? { ...b, text: b.text.replace("4.75%", "若干") } : b));
    expect(unstatedTerms({ ...model, blocks }, source, words)).toEqual(["royaltyPct"]);
  });

  test("any amount is written in figures and in capitals", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 14n }), (amount) => {
        const milestones = [{ ...sampleTerms.milestones[0], amount: amount.toString() }] as TermsInput["milestones"];
        const text = textOf(sampleSource({ milestones }), "zh");
        expect(text).toContain(wording("zh").money({ amount, asset: "CNY/2" }));
        expect(text).toContain(wording("zh").capitals({ amount, asset: "CNY/2" }));
      }),
      { numRuns: 30 },
    );
  });
});

describe("a patent licence", () => {
  test("names what Civil Code art. 845 asks of a contract on a patent", () => {
    const text = textOf(sampleSource(), "zh");
    for (const fact of [
      "一种风电主轴轴承滚道感应淬火强化方法",
      "河洛理工大学",
      "2020年3月5日",
      "CN 2020 1 0123456.2",
      "ZL 2020 1 0123456.2",
      "2040年3月5日",
    ])
      expect(text).toContain(fact);
    expect(text).toContain("不超过专利权有效期届满日（2040年3月5日）");
    expect(text).toContain("以主管部门文件和签订文本为准");
  });
  test("promises no more than is done: who holds the money, how it is signed, what silence means", () => {
    for (const locale of locales) expect(textOf(sampleSource(), locale)).not.toMatch(/可靠电子签名|托管|escrow/i);
    const text = textOf(sampleSource(), "zh");
    expect(text).toContain("由支付服务机构持有");
    expect(text).toContain("不视为验收合格");
  });
  test("says who pays the broker, by the payer agreed", () => {
    const broker = sampleFacts.brokers[0];
    if (!broker) throw new Error("the sample has a broker");
    expect(textOf(sampleSource(), "zh")).toContain("其报酬为每期价款的 3%，由许可人承担");
    const other = sampleSource({}, { brokers: [{ ...broker, payer: "buyer" }] });
    expect(textOf(other, "zh")).toContain("其报酬为每期价款的 3%，由被许可人承担");
  });
  test("a right to the other side's improvements is paid for, or it would be void (Civil Code art. 850)", () => {
    for (const improvementOwner of ["licensor", "licensee"] as const)
      expect(textOf(sampleSource({ improvementOwner }), "zh")).toContain("应当支付合理对价");
  });
});
