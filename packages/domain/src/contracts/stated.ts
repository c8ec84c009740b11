import { assets, inLocale } from "../shared/index.ts";
import { type ContractSource, toBasisPoints } from "./articles/draft.ts";
import { type DocumentModel, documentText, type Wording } from "./document.ts";
import { priceOf } from "./terms.ts";

/** What the text must say for each term: path of the term → the words that state it. Terms that are nil are stated by silence. */
const expected = ({ terms, facts }: ContractSource, w: Wording): [path: string, words: string][] => {
  const money = (amount: bigint): string => w.money({ amount, asset: assets[terms.currency] });
  const pct = (n: number): string => w.percent(toBasisPoints(n));
  const either = (t: { readonly zh: string; readonly en: string }): string => inLocale(t, w.locale);
  const stated: [string, string, boolean?][] = [
    ["fieldOfUse", either(terms.fieldOfUse)],
    ["territory", either(terms.territory)],
    ["termMonths", String(terms.termMonths)],
    ["royaltyPct", pct(terms.royaltyPct), terms.royaltyPct > 0],
    ["royaltyBase", w.say(`royalty-base.${terms.royaltyBase}`), terms.royaltyPct > 0],
    ["minimumAnnual", money(terms.minimumAnnual), terms.minimumAnnual > 0n],
    ["sublicencePct", pct(terms.sublicencePct), terms.sublicencePct > 0],
    ["prevailingLanguage", w.say(`language.${terms.prevailingLanguage}`)],
    ["note", terms.note, terms.note !== ""],
    ["price", w.money(priceOf(terms))],
    ["platformFeeBps", w.percent(facts.platformFeeBps)],
    ...terms.milestones.flatMap((m, i): [string, string][] => [
      [`milestones.${i}.name`, either(m.name)],
      [`milestones.${i}.amount`, money(m.amount)],
      [`milestones.${i}.deliverable`, either(m.deliverable)],
      [`milestones.${i}.testMethod`, either(m.testMethod)],
      [`milestones.${i}.dueDays`, w.say("days", { count: String(m.dueDays) })],
      [`milestones.${i}.inspectionDays`, w.say("working-days", { count: String(m.inspectionDays) })],
    ]),
    ...terms.commissions.map((c, i): [string, string] => [`commissions.${i}.pct`, pct(c.pct)]),
    ...facts.brokers.map((b, i): [string, string] => [
      `commissions.${i}.organisationId`,
      w.locale === "en" ? b.nameEn || b.nameZh : b.nameZh,
    ]),
  ];
  return stated.filter(([, , due]) => due !== false).map(([path, words]) => [path, words]);
};

/** Paths of terms whose words are not in the text. Empty for a true contract; asked before a text is kept for signing. */
export const unstatedTerms = (model: DocumentModel, source: ContractSource, w: Wording): string[] => {
  const text = documentText(model).join("\n");
  return expected(source, w)
    .filter(([, words]) => !text.includes(words))
    .map(([path]) => path);
};
