import type { z } from "zod";
import { missingGlyphs, type Terms, type TermsInput, termsSchema } from "../contracts/index.ts";
import type { targetSchema } from "../demands/index.ts";
import type { Bilingual, Currency } from "../shared/index.ts";
import type { ProposalFields } from "./inputs.ts";

type DemandTarget = z.output<typeof targetSchema>;

/** What the deal record takes from the demand that is answered. */
export type AwardedDemand = {
  readonly number: string;
  readonly title: Bilingual;
  /** What must be reached, as the demand says it. */
  readonly targets: readonly DemandTarget[];
  readonly testMethod: Bilingual;
  readonly currency: Currency;
};

const longest = 400;
const isUsable = (text: string): boolean => [...text].length <= longest && missingGlyphs(text).length === 0;

const areUsable = (text: Bilingual): boolean => isUsable(text.zh) && isUsable(text.en);
/** The first of these that the record can hold. */
const firstUsable = (texts: readonly Bilingual[], last: Bilingual): Bilingual => texts.find(areUsable) ?? last;

/** The demand's own way of testing; one that is too long for the record or cannot be printed is named by the demand's number. */
const testMethodOf = (d: AwardedDemand): Bilingual =>
  firstUsable([d.testMethod], { zh: `按需求 ${d.number} 公布的检验方法`, en: `As published with demand ${d.number}` });

const operators = { at_most: "≤", at_least: "≥" } as const;
const either = (text: Bilingual, first: "zh" | "en"): string => text[first] || text[first === "zh" ? "en" : "zh"];
/** `热漂移 ≤ 8 μm` */
const targetIn = (t: DemandTarget, language: "zh" | "en"): string =>
  [either(t.name, language), operators[t.direction], t.target, either(t.unit, language)].filter(Boolean).join(" ");

/**
 * What the last milestone is accepted by: every target of the demand with its operator, value and unit, and the way of testing. English
 * is there where the demand says some. What the record cannot hold, too long or not to be printed, is named by the demand's number, the
 * way of testing first and the figures last.
 */
const acceptanceOf = (d: AwardedDemand): Bilingual => {
  const method = testMethodOf(d);
  if (d.targets.length === 0) return method;
  const figures = (l: "zh" | "en") => d.targets.map((t) => targetIn(t, l)).join(l === "zh" ? "；" : "; ");
  const english = d.testMethod.en !== "" || d.targets.some((t) => t.name.en !== "");
  const said = (how: Bilingual): Bilingual => ({
    zh: `指标：${figures("zh")}。检验方法：${either(how, "zh")}`,
    en: english ? `Targets: ${figures("en")}. Test method: ${either(how, "en")}` : "",
  });
  const published = { zh: `按需求 ${d.number} 公布的检验方法`, en: `as published with demand ${d.number}` };
  return firstUsable([said(method), said(published)], {
    zh: `按需求 ${d.number} 公布的指标与检验方法`,
    en: `Targets and test method as published with demand ${d.number}`,
  });
};

/** The demand's title as the field of use; where it cannot be printed, its number. */
const fieldOf = (d: AwardedDemand): Bilingual =>
  isUsable(d.title.zh) && isUsable(d.title.en) ? d.title : { zh: `需求 ${d.number}`, en: `Demand ${d.number}` };

const asRecord = (p: ProposalFields, d: AwardedDemand): TermsInput => ({
  dealType: p.dealType,
  fieldOfUse: fieldOf(d),
  territory: { zh: p.territory, en: "" },
  termMonths: p.termMonths,
  currency: d.currency,
  milestones: p.milestones.map((m, i) => ({
    name: { zh: m.name, en: "" },
    amount: m.amount.toString(),
    deliverable: { zh: m.name, en: "" },
    // on the way there the parts are tested; the targets are what the last one is accepted by
    testMethod: i === p.milestones.length - 1 ? acceptanceOf(d) : testMethodOf(d),
    dueDays: Math.min(m.weeks * 7, 1825),
  })),
  royaltyPct: p.royaltyPct,
  improvementOwner: p.improvementOwner,
  patentCostBearer: p.patentCostBearer,
  note: p.ipNote,
});

/** Fields of the deal record under the names the proposal's form has for them. */
const formField = (path: string): string =>
  path
    .replace(/^territory\..*/, "territory")
    .replace(/^note$/, "ipNote")
    .replace(/^(milestones\.\d+\.)(name|deliverable)\..*/, "$1name");

export type DealRecord =
  | { readonly ok: true; readonly terms: Terms }
  | { readonly ok: false; readonly problems: readonly { field: string; code: string; args: Record<string, string> }[] };

/**
 * The deal record a proposal leads to. What the record refuses, such as a character that no contract can show, is told at the
 * proposal's own field, so that it is found when the proposal is submitted and not on the day of the award.
 */
export const recordOf = (p: ProposalFields, d: AwardedDemand): DealRecord => {
  const parsed = termsSchema.safeParse(asRecord(p, d));
  if (parsed.success) return { ok: true, terms: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((i) => ({
      field: formField(i.path.join(".")),
      code: i.message,
      args: i.code === "custom" ? ((i.params ?? {}) as Record<string, string>) : {},
    })),
  };
};
