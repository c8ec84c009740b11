import type { listOwnListings } from "@peony/features/listings";
import { formatDate, formatPatentNumber, type Locale, translator } from "@peony/i18n";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { saidTitle } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { words } from "./words.ts";

type Row = Awaited<ReturnType<typeof listOwnListings>>["rows"][number];

const tones: Record<Row["state"], StatusTone> = {
  draft: "turn",
  inventor_confirm: "wait",
  compliance: "wait",
  ready: "turn",
  published: "done",
  paused: "closed",
  under_option: "wait",
  under_notice: "wait",
  licensed_exclusive: "done",
  assigned: "done",
  lapsed: "closed",
  withdrawn: "closed",
};

/** The own organisation's listings: what, in which state, how ready, last touched when. */
export function ListingTable({ locale, rows }: { locale: Locale; rows: readonly Row[] }) {
  const t = words(locale);
  const [status, term] = [translator(locale, "status"), translator(locale, "terms")];
  return (
    <Table
      caption={t("desk.title")}
      rows={rows}
      rowKey={(r) => r.id}
      columns={[
        {
          key: "name",
          head: t("desk.name"),
          cell: (r) => (
            <>
              <a href={href(locale, `/listings/${r.id}`)}>
                <SaidText said={saidTitle(locale, r)} />
              </a>
              {r.number ? <small className="mono">{formatPatentNumber(r.number)}</small> : null}
            </>
          ),
        },
        { key: "field", head: t("desk.field"), cell: (r) => term(`field.${r.field}`) },
        {
          key: "state",
          head: t("desk.state"),
          cell: (r) => <Status tone={tones[r.state]}>{status(`listing.${r.state}`)}</Status>,
        },
        { key: "ready", head: t("desk.ready"), numeric: true, cell: (r) => t("desk.score", { score: r.score }) },
        { key: "updated", head: t("desk.updated"), numeric: true, cell: (r) => formatDate(r.updatedAt, locale) },
      ]}
    />
  );
}
