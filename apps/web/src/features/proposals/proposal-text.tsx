import type { ProposalFields } from "@peony/domain/proposals";
import { type Locale, translator } from "@peony/i18n";
import { KeyValue } from "@peony/ui/Lists";
import { Table } from "@peony/ui/Table";
import { moneyText, words } from "./words.ts";

const parts = ["hypothesis", "rationale", "plan", "team", "conflicts"] as const;

/** A proposal as it is read: the page, what it costs and when, and the rights it offers. */
export function ProposalText({
  locale,
  fields,
  currency,
}: {
  locale: Locale;
  fields: ProposalFields;
  currency: string;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  return (
    <>
      {parts.map((part) => (
        <section key={part} className="section">
          <h2>{t(`form.${part}`)}</h2>
          {(fields[part] || t("view.none")).split(/\n+/).map((p, i) => (
            <p key={`${part}${i}`} className="read">
              {p}
            </p>
          ))}
        </section>
      ))}
      <Table
        caption={t("view.milestones")}
        rows={fields.milestones}
        rowKey={(m) => `${m.name}${m.weeks}${m.amount}`}
        columns={[
          { key: "name", head: t("form.milestone-name"), cell: (m) => m.name },
          { key: "weeks", head: t("form.weeks"), numeric: true, cell: (m) => t("view.weeks", { weeks: m.weeks }) },
          { key: "amount", head: t("form.amount"), numeric: true, cell: (m) => moneyText(locale, m.amount, currency) },
        ]}
        empty={null}
      />
      <KeyValue
        items={[
          { term: t("view.price"), value: fields.budget === null ? null : moneyText(locale, fields.budget, currency) },
          { term: t("form.trl"), value: fields.trl === null ? null : term("trl_level", { level: fields.trl }) },
          { term: t("form.deal-type"), value: term(`deal_type.${fields.dealType}`) },
          { term: t("form.term-months"), value: t("view.months", { months: fields.termMonths }) },
          { term: t("form.territory"), value: fields.territory },
          { term: t("form.royalty-pct"), value: t("view.pct", { pct: fields.royaltyPct }) },
          { term: t("form.improvement-owner"), value: term(`improvement_owner.${fields.improvementOwner}`) },
          { term: t("form.patent-cost-bearer"), value: term(`cost_bearer.${fields.patentCostBearer}`) },
          { term: t("form.ip-note"), value: fields.ipNote },
        ]}
      />
    </>
  );
}
