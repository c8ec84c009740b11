import type { DealRow } from "@peony/features/deals";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { FictionTag, Status } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { shortName, titleOf, words } from "./words.ts";

/** Deals as a list: what about, with whom, how far, whose turn. */
export function DealTable({ locale, deals, caption }: { locale: Locale; deals: readonly DealRow[]; caption: string }) {
  const t = words(locale);
  const [status, shell] = [translator(locale, "status"), translator(locale, "shell")];
  const turnOf = (d: DealRow) => {
    if (d.phase === "closed" || !d.turn)
      return <Status tone={d.phase === "closed" ? "done" : "info"}>{status(`deal.${d.phase}`)}</Status>;
    if (d.turn.side === null) return <Status tone="wait">{status("turn.platform")}</Status>;
    return d.turn.side === d.role ? (
      <Status tone="turn">{status("turn.ours")}</Status>
    ) : (
      <Status tone="wait">{status("turn.theirs")}</Status>
    );
  };
  return (
    <Table
      caption={caption}
      rows={deals}
      rowKey={(d) => d.id}
      columns={[
        {
          key: "title",
          head: t("title"),
          cell: (d) => (
            <>
              <a href={href(locale, `/deals/${d.number}`)}>{titleOf(locale, d)}</a>
              <small className="mono">{d.number}</small>
            </>
          ),
        },
        {
          key: "other",
          head: t("other"),
          cell: (d) => (
            <>
              {shortName(locale, d.other)}
              {d.other?.fictional ? <FictionTag>{shell("fictional")}</FictionTag> : null}
            </>
          ),
        },
        { key: "phase", head: t("phase"), cell: (d) => status(`deal.${d.phase}`) },
        { key: "turn", head: t("turn"), cell: turnOf },
        { key: "updated", head: t("updated"), numeric: true, cell: (d) => formatDate(d.updatedAt, locale) },
      ]}
    />
  );
}
