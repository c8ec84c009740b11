import { type Bilingual, inLocale, type Money } from "../../shared/index.ts";
import type { Block, Wording } from "../document.ts";
import type { ContractFacts } from "../facts.ts";
import { type Family, familyOf } from "../family.ts";
import { isPatentAsset, patentExpiry, patentKindOf } from "../patent.ts";
import type { Terms } from "../terms.ts";

/** What a contract's text is written from. */
export type ContractSource = {
  readonly facts: ContractFacts;
  readonly terms: Terms;
  readonly termsHash: string;
  readonly template: string;
};

/** One article: a clause is a sentence, numbered when the articles are put in order; other blocks stand between clauses. */
export type Article = { readonly key: string; readonly parts: readonly (string | Block)[] };

/** The source with its words: what each article's writer needs. */
export type Draft = ContractSource & {
  readonly w: Wording;
  readonly family: Family;
  readonly patent: boolean;
  readonly expiry: string | null;
  /** A clause by key; the parties' names in this kind of contract are always at hand as `{seller}` and `{buyer}`. */
  readonly say: (key: string, args?: Readonly<Record<string, string>>) => string;
  readonly either: (t: Bilingual) => string;
  readonly pct: (pct: number) => string;
  /** Figures, and Chinese capitals where the currency has them. */
  readonly sum: (m: Money) => string;
};

/** Percent with at most two decimals as basis points, exactly. */
export const toBasisPoints = (pct: number): number => Math.round(pct * 100);

export const partyKeyOf = (terms: Terms): string =>
  familyOf(terms.dealType) === "work" ? terms.dealType : familyOf(terms.dealType);

export const draftOf = (source: ContractSource, w: Wording): Draft => {
  const { terms, facts } = source;
  const parties = {
    seller: w.say(`parties.${partyKeyOf(terms)}.seller`),
    buyer: w.say(`parties.${partyKeyOf(terms)}.buyer`),
  };
  const capitals = (m: Money): string => {
    const text = w.capitals(m);
    return text ? w.say("with-capitals", { figures: w.money(m), capitals: text }) : w.money(m);
  };
  return {
    ...source,
    w,
    family: familyOf(terms.dealType),
    patent: isPatentAsset(facts.asset),
    expiry: patentExpiry(facts.asset.filingDate, patentKindOf(facts.asset.number)),
    say: (key, args) => w.say(key, { ...parties, ...args }),
    either: (t) => inLocale(t, w.locale),
    pct: (pct) => w.percent(toBasisPoints(pct)),
    sum: capitals,
  };
};
