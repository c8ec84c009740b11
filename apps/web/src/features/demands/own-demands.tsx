import type { OwnDemand } from "@peony/features/demands";
import { formatDate, type Locale } from "@peony/i18n";
import { Table } from "@peony/ui/Table";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { GapLine } from "./demand-card.tsx";
import { DemandState } from "./demand-moves.tsx";
import { words } from "./words.ts";

/** The own organisation's demands with their states. */
export function OwnDemands({ locale, demands }: { locale: Locale; demands: readonly OwnDemand[] }) {
  const t = words(locale);
  return (
    <Table
      caption={t("own.title")}
      rows={demands}
      rowKey={(d) => d.id}
      columns={[
        {
          key: "title",
          head: t("form.title"),
          cell: (d) => {
            const title = saidTitle(locale, d);
            return (
              <>
                <a href={href(locale, `/desk/demands/${d.number}`)} lang={title.lang}>
                  {title.text || t("own.untitled")}
                </a>
                <small className="mono">{d.number}</small>
              </>
            );
          },
        },
        {
          key: "target",
          head: t("own.target"),
          cell: (d) => (d.targets[0] ? <GapLine locale={locale} target={d.targets[0]} /> : null),
        },
        { key: "state", head: t("own.state"), cell: (d) => <DemandState locale={locale} state={d.state} /> },
        {
          key: "deadline",
          head: t("own.deadline"),
          numeric: true,
          cell: (d) => (d.deadline ? formatDate(d.deadline, locale) : null),
        },
        { key: "updated", head: t("own.updated"), numeric: true, cell: (d) => formatDate(d.updatedAt, locale) },
      ]}
    />
  );
}
