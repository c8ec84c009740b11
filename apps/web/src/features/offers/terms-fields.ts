import { chineseLaw, priceOf, type Terms } from "@peony/domain/contracts";
import { assets, type Bilingual, type Money, subtract } from "@peony/domain/shared";
import { formatMoney, type Locale, translator } from "@peony/i18n";

/** Organisations that commission lines name, by id. */
export type BrokerNames = Readonly<Record<string, string>>;

/** One line of the table. `of` is what is compared, `text` what is read; both are undefined where the terms have no such line. */
export type TermField = {
  key: string;
  label: string;
  of: (t: Terms) => unknown;
  text: (t: Terms) => string | Bilingual | undefined;
  effect?: (now: Terms, was: Terms) => string | null;
};
type Milestone = Terms["milestones"][number];
type Commission = Terms["commissions"][number];

const inCurrency = (amount: bigint, t: Terms): Money => ({ amount, asset: assets[t.currency] });

const saying = (locale: Locale) => {
  const deals = translator(locale, "deals");
  const offers = translator(locale, "offers");
  const term = translator(locale, "terms");
  const money = (m: Money) => formatMoney(m, locale, "short");
  return {
    ...{ deals, offers, term, money },
    part: (key: string) => term(`deal_part.${key}` as Parameters<typeof term>[0]),
    percent: (pct: number) => (pct > 0 ? deals("value.percent", { pct }) : deals("value.none")),
    days: (count: number) => offers("days-count", { count }),
    moved: (now: Money, was: Money): string | null => {
      if (now.asset !== was.asset || now.amount === was.amount) return null;
      return now.amount > was.amount
        ? deals("effect.more", { amount: money(subtract(now, was)) })
        : deals("effect.less", { amount: money(subtract(was, now)) });
    },
    points: (now: number, was: number): string | null =>
      now === was
        ? null
        : now > was
          ? deals("effect.more-points", { points: Number((now - was).toFixed(2)) })
          : deals("effect.less-points", { points: Number((was - now).toFixed(2)) }),
    longer: (now: number, was: number): string | null =>
      now === was
        ? null
        : now > was
          ? deals("effect.longer", { months: now - was })
          : deals("effect.shorter", { months: was - now }),
  };
};
type Say = ReturnType<typeof saying>;

const milestoneFields = (s: Say, i: number): TermField[] => {
  // a key for every entry of a milestone: one that is added to the terms and not here does not compile
  const texts: { [K in keyof Milestone]: (m: Milestone, t: Terms) => string | Bilingual } = {
    name: (m) => m.name,
    amount: (m, t) => s.money(inCurrency(m.amount, t)),
    dueDays: (m) => s.days(m.dueDays),
    inspectionDays: (m) => s.offers("working-days-count", { count: m.inspectionDays }),
    deliverable: (m) => m.deliverable,
    testMethod: (m) => m.testMethod,
  };
  return (Object.keys(texts) as (keyof Milestone)[]).map((field) => ({
    key: `milestones.${i}.${field}`,
    label: s.offers("milestone-part", { n: i + 1, part: s.offers(field) }),
    of: (t) => t.milestones[i]?.[field],
    text: (t) => {
      const m = t.milestones[i];
      return m && texts[field](m, t);
    },
    effect: (now, was) => {
      const [a, b] = [now.milestones[i], was.milestones[i]];
      return field === "amount" && a && b ? s.moved(inCurrency(a.amount, now), inCurrency(b.amount, was)) : null;
    },
  }));
};

const commissionFields = (s: Say, brokers: BrokerNames, i: number): TermField[] => {
  const texts: { [K in keyof Commission]: (c: Commission) => string } = {
    organisationId: (c) => brokers[c.organisationId] ?? c.organisationId,
    pct: (c) => s.deals("value.percent", { pct: c.pct }),
    payer: (c) => s.term(`commission_payer.${c.payer}`),
  };
  const labels = { organisationId: "broker", pct: "pct", payer: "payer" } as const;
  return (Object.keys(texts) as (keyof Commission)[]).map((field) => ({
    key: `commissions.${i}.${field}`,
    label: i === 0 ? s.offers(labels[field]) : s.offers("nth", { part: s.offers(labels[field]), n: i + 1 }),
    of: (t) => t.commissions[i]?.[field],
    text: (t) => {
      const c = t.commissions[i];
      return c && texts[field](c);
    },
    effect: (now, was) => {
      const [a, b] = [now.commissions[i], was.commissions[i]];
      return field === "pct" && a && b ? s.points(a.pct, b.pct) : null;
    },
  }));
};

const indices = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** Every entry of the terms as lines, each milestone and commission entry by entry; `rows` tells how many of each there are. */
export const termFields = (
  locale: Locale,
  brokers: BrokerNames,
  rows: { milestones: number; commissions: number },
): TermField[] => {
  const s = saying(locale);
  const { term, deals, money } = s;
  const currencyNames = new Intl.DisplayNames([locale], { type: "currency" });
  const one = (key: keyof Terms, text: TermField["text"], effect?: TermField["effect"]): TermField[] => [
    { key, label: s.part(key), of: (t) => t[key], text, effect },
  ];
  // the sum stands before its parts; it moves whenever one of them does
  const price: TermField = {
    key: "price",
    label: s.part("price"),
    of: priceOf,
    text: (t) => money(priceOf(t)),
    effect: (now, was) => s.moved(priceOf(now), priceOf(was)),
  };
  // a key for every entry of the terms: one that is added there and not here does not compile
  const lines: { [K in keyof Terms]: TermField[] } = {
    dealType: one("dealType", (t) => term(`deal_type.${t.dealType}`)),
    currency: one("currency", (t) => currencyNames.of(t.currency) ?? t.currency),
    milestones: [price, ...indices(rows.milestones).flatMap((i) => milestoneFields(s, i))],
    royaltyPct: one(
      "royaltyPct",
      (t) => s.percent(t.royaltyPct),
      (now, was) => s.points(now.royaltyPct, was.royaltyPct),
    ),
    royaltyBase: one("royaltyBase", (t) => term(`royalty_base.${t.royaltyBase}`)),
    minimumAnnual: one(
      "minimumAnnual",
      (t) => (t.minimumAnnual > 0n ? money(inCurrency(t.minimumAnnual, t)) : deals("value.none")),
      (now, was) => s.moved(inCurrency(now.minimumAnnual, now), inCurrency(was.minimumAnnual, was)),
    ),
    sublicencePct: one(
      "sublicencePct",
      (t) => s.percent(t.sublicencePct),
      (now, was) => s.points(now.sublicencePct, was.sublicencePct),
    ),
    fieldOfUse: one("fieldOfUse", (t) => t.fieldOfUse),
    territory: one("territory", (t) => t.territory),
    termMonths: one(
      "termMonths",
      (t) => term("months", { count: t.termMonths }),
      (now, was) => s.longer(now.termMonths, was.termMonths),
    ),
    improvementOwner: one("improvementOwner", (t) => term(`improvement_owner.${t.improvementOwner}`)),
    patentCostBearer: one("patentCostBearer", (t) => term(`cost_bearer.${t.patentCostBearer}`)),
    commissions:
      rows.commissions === 0
        ? one("commissions", () => undefined)
        : indices(rows.commissions).flatMap((i) => commissionFields(s, brokers, i)),
    governingLaw: one("governingLaw", (t) =>
      t.governingLaw === chineseLaw ? s.offers("chinese-law") : t.governingLaw,
    ),
    prevailingLanguage: one("prevailingLanguage", (t) => s.offers(`languages.${t.prevailingLanguage}`)),
    note: one("note", (t) => t.note),
  };
  return Object.values(lines).flat();
};
