import { missingGlyphs, type Terms, type TermsInput, termsSchema } from "../contracts/index.ts";
import type { Bilingual, Currency } from "../shared/index.ts";
import type { ProposalFields } from "./inputs.ts";

/** What the deal record takes from the demand that is answered. */
export type AwardedDemand = {
  readonly number: string;
  readonly title: Bilingual;
  readonly testMethod: Bilingual;
  readonly currency: Currency;
};

const longest = 400;
const isUsable = (text: string): boolean => [...text].length <= longest && missingGlyphs(text).length === 0;

/** The demand's own way of testing; one that is too long for the record or cannot be printed is named by the demand's number. */
const testMethodOf = (d: AwardedDemand): Bilingual =>
  isUsable(d.testMethod.zh) && isUsable(d.testMethod.en)
    ? d.testMethod
    : { zh: `按需求 ${d.number} 公布的检验方法`, en: `As published with demand ${d.number}` };

/** The demand's title as the field of use; where it cannot be printed, its number. */
const fieldOf = (d: AwardedDemand): Bilingual =>
  isUsable(d.title.zh) && isUsable(d.title.en) ? d.title : { zh: `需求 ${d.number}`, en: `Demand ${d.number}` };

const asRecord = (p: ProposalFields, d: AwardedDemand): TermsInput => ({
  dealType: p.dealType,
  fieldOfUse: fieldOf(d),
  territory: { zh: p.territory, en: "" },
  termMonths: p.termMonths,
  currency: d.currency,
  milestones: p.milestones.map((m) => ({
    name: { zh: m.name, en: "" },
    amount: m.amount.toString(),
    deliverable: { zh: m.name, en: "" },
    testMethod: testMethodOf(d),
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
