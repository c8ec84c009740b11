import type { OwnProposalRow } from "@peony/features/proposals";
import { formatDate, type Locale } from "@peony/i18n";
import { Table } from "@peony/ui/Table";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { ProposalStateMark } from "./proposal-state.tsx";
import { words } from "./words.ts";

/** The own organisation's proposals with the demands they answer. */
export function OwnProposals({ locale, rows }: { locale: Locale; rows: readonly OwnProposalRow[] }) {
  const t = words(locale);
  return (
    <Table
      caption={t("title")}
      rows={rows}
      rowKey={(p) => p.id}
      columns={[
        {
          key: "title",
          head: t("col.title"),
          cell: (p) => <a href={href(locale, `/proposals/${p.id}`)}>{p.fields.title || t("untitled")}</a>,
        },
        {
          key: "demand",
          head: t("col.demand"),
          cell: (p) => {
            const title = saidTitle(locale, p.demand);
            return (
              <>
                <a href={href(locale, `/demands/${p.demand.number}`)} lang={title.lang}>
                  {title.text}
                </a>
                <small className="mono">{p.demand.number}</small>
              </>
            );
          },
        },
        { key: "state", head: t("col.state"), cell: (p) => <ProposalStateMark locale={locale} state={p.state} /> },
        {
          key: "last",
          head: t("col.last-day"),
          numeric: true,
          cell: (p) => (p.demand.lastDay ? formatDate(p.demand.lastDay, locale) : null),
        },
        { key: "updated", head: t("col.updated"), numeric: true, cell: (p) => formatDate(p.updatedAt, locale) },
      ]}
    />
  );
}
