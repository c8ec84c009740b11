import type { Terms } from "@peony/domain/contracts";
import { priceOf, termsSchema } from "@peony/domain/contracts";
import { assets, type Bilingual, type Money, subtract } from "@peony/domain/shared";
import { formatMoney, type Locale, translator } from "@peony/i18n";
import type { TermRow } from "@peony/ui/Deal";
import type { ReactNode } from "react";

/** Organisations that commission lines name, by id. */
export type BrokerNames = Readonly<Record<string, string>>;

type Part = {
  key: string;
  label: string;
  text: (t: Terms) => string;
  effect?: (now: Terms, was: Terms) => string | null;
};

const said = (t: Bilingual, locale: Locale): string => t[locale] || t.zh || t.en;

const partsOf = (locale: Locale, brokers: BrokerNames): Part[] => {
  const t = translator(locale, "deals");
  const term = translator(locale, "terms");
  const part = (key: string) => term(`deal_part.${key}` as Parameters<typeof term>[0]);
  const money = (m: Money) => formatMoney(m, locale, "short");
  const inCurrency = (amount: bigint, terms: Terms): Money => ({ amount, asset: assets[terms.currency] });
  const moved = (now: Money, was: Money): string | null => {
    if (now.asset !== was.asset || now.amount === was.amount) return null;
    return now.amount > was.amount
      ? t("effect.more", { amount: money(subtract(now, was)) })
      : t("effect.less", { amount: money(subtract(was, now)) });
  };
  const points = (now: number, was: number): string | null =>
    now === was
      ? null
      : now > was
        ? t("effect.more-points", { points: Number((now - was).toFixed(2)) })
        : t("effect.less-points", { points: Number((was - now).toFixed(2)) });
  const list = (items: string[]): string => (items.length > 0 ? items.join(t("value.joiner")) : t("value.none"));
  return [
    { key: "dealType", label: part("dealType"), text: (x) => term(`deal_type.${x.dealType}`) },
    {
      key: "price",
      label: part("price"),
      text: (x) => money(priceOf(x)),
      effect: (now, was) => moved(priceOf(now), priceOf(was)),
    },
    {
      key: "milestones",
      label: part("milestones"),
      text: (x) =>
        list(
          x.milestones.map((m) =>
            t("value.milestone", { name: said(m.name, locale), amount: money(inCurrency(m.amount, x)) }),
          ),
        ),
    },
    {
      key: "royaltyPct",
      label: part("royaltyPct"),
      text: (x) =>
        x.royaltyPct > 0
          ? t("value.royalty", { base: term(`royalty_base.${x.royaltyBase}`), pct: x.royaltyPct })
          : t("value.no-royalty"),
      effect: (now, was) => points(now.royaltyPct, was.royaltyPct),
    },
    {
      key: "minimumAnnual",
      label: part("minimumAnnual"),
      text: (x) => (x.minimumAnnual > 0n ? money(inCurrency(x.minimumAnnual, x)) : t("value.none")),
      effect: (now, was) => moved(inCurrency(now.minimumAnnual, now), inCurrency(was.minimumAnnual, was)),
    },
    { key: "fieldOfUse", label: part("fieldOfUse"), text: (x) => said(x.fieldOfUse, locale) },
    { key: "territory", label: part("territory"), text: (x) => said(x.territory, locale) },
    {
      key: "termMonths",
      label: part("termMonths"),
      text: (x) => term("months", { count: x.termMonths }),
      effect: (now, was) =>
        now.termMonths === was.termMonths
          ? null
          : now.termMonths > was.termMonths
            ? t("effect.longer", { months: now.termMonths - was.termMonths })
            : t("effect.shorter", { months: was.termMonths - now.termMonths }),
    },
    {
      key: "improvementOwner",
      label: part("improvementOwner"),
      text: (x) => term(`improvement_owner.${x.improvementOwner}`),
    },
    {
      key: "patentCostBearer",
      label: part("patentCostBearer"),
      text: (x) => term(`cost_bearer.${x.patentCostBearer}`),
    },
    {
      key: "commissions",
      label: part("commissions"),
      text: (x) =>
        list(
          x.commissions.map((c) =>
            t("value.commission", {
              name: brokers[c.organisationId] ?? "",
              pct: c.pct,
              payer: term(`commission_payer.${c.payer}`),
            }),
          ),
        ),
    },
    {
      key: "prevailingLanguage",
      label: part("prevailingLanguage"),
      text: (x) => translator(locale, "offers")(`languages.${x.prevailingLanguage}`),
    },
    { key: "note", label: part("note"), text: (x) => x.note },
  ];
};

/** Terms as rows of a table; beside the round before, rows that moved carry the old value and what the move means. */
export const termRows = (locale: Locale, now: unknown, was: unknown, brokers: BrokerNames): TermRow[] => {
  const terms = termsSchema.parse(now);
  const before = was === null ? null : termsSchema.parse(was);
  return partsOf(locale, brokers)
    .map(({ key, label, text, effect }): TermRow & { value: ReactNode } => {
      const value = text(terms);
      const old = before ? text(before) : value;
      return old === value
        ? { key, label, value }
        : { key, label, value, old, effect: before ? (effect?.(terms, before) ?? undefined) : undefined };
    })
    .filter((row) => row.value !== "" || row.old !== undefined);
};
