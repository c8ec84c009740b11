import { assets, type Money } from "../../shared/index.ts";
import type { Block } from "../document.ts";
import { priceOf } from "../terms.ts";
import type { Article, Draft } from "./draft.ts";

const inCurrency = (d: Draft, amount: bigint): Money => ({ amount, asset: assets[d.terms.currency] });

const priceTable = (d: Draft): Block => {
  const cell = (m: Money): string => [d.w.money(m), d.w.capitals(m) ?? ""].filter(Boolean).join("\n");
  return {
    kind: "table",
    columns: [
      { head: d.say("column.no"), width: 1 },
      { head: d.say("column.milestone"), width: 5 },
      { head: d.say("column.amount"), width: 6, align: "end" },
    ],
    rows: [
      ...d.terms.milestones.map((m, i) => [String(i + 1), d.either(m.name), cell(inCurrency(d, m.amount))]),
      ["", d.say("column.total"), cell(priceOf(d.terms))],
    ],
  };
};

const royalty = (d: Draft): string[] => {
  const { terms } = d;
  const inspected = terms.royaltyPct > 0 || terms.minimumAnnual > 0n || terms.sublicencePct > 0;
  return [
    terms.royaltyPct > 0
      ? d.say("payment.royalty", { base: d.say(`royalty-base.${terms.royaltyBase}`), pct: d.pct(terms.royaltyPct) })
      : d.say("payment.no-royalty"),
    ...(terms.minimumAnnual > 0n ? [d.say("payment.minimum", { sum: d.sum(inCurrency(d, terms.minimumAnnual)) })] : []),
    ...(terms.sublicencePct > 0 && d.family !== "licence"
      ? [d.say("payment.sublicence", { pct: d.pct(terms.sublicencePct) })]
      : []),
    ...(inspected ? [d.say("payment.accounts"), d.say("payment.outside-held")] : []),
  ];
};

export const payment = (d: Draft): Article => ({
  key: "payment",
  parts: [
    d.say(d.terms.milestones.length > 1 ? "payment.price-instalments" : "payment.price-once", {
      sum: d.sum(priceOf(d.terms)),
    }),
    priceTable(d),
    ...royalty(d),
    d.say("payment.tax"),
  ],
});

/** Who holds the money between payment and acceptance, and how each release is split. Never called escrow: no bank holds it. */
export const heldMoney = (d: Draft): Article => ({
  key: "held",
  parts: [
    d.say("held.holder"),
    d.say("held.sequence"),
    d.say("held.release"),
    d.say("held.fee", { pct: d.w.percent(d.facts.platformFeeBps) }),
    ...d.facts.brokers.map((b) =>
      d.say(`held.commission-${b.payer}`, {
        broker: d.w.locale === "en" ? b.nameEn || b.nameZh : b.nameZh,
        uscc: d.w.uscc(b.uscc) || d.say("none"),
        pct: d.pct(b.pct),
      }),
    ),
    d.say("held.rest"),
    d.say("held.meaning"),
  ],
});
