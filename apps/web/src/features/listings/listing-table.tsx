import { refreshDue } from "@peony/domain/listings";
import type { listOwnListings } from "@peony/features/listings";
import { formatDate, formatPatentNumber, type Locale, translator } from "@peony/i18n";
import { Status } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { saidTitle } from "./said.ts";
import { SaidText } from "./said-text.tsx";
import { stateTones } from "./state-tones.ts";
import { words } from "./words.ts";

type Row = Awaited<ReturnType<typeof listOwnListings>>["rows"][number];

/** Who has the next step, as the list says it. */
const waitsFor = (r: Row): "ours" | "inventors" | "checker" | "deal" | "nobody" => {
  if (r.state === "inventor_confirm") return "inventors";
  if (r.state === "compliance" || (r.exportClassAsked !== null && r.state === "published")) return "checker";
  if (r.state === "draft" || r.state === "ready" || r.state === "paused") return "ours";
  return r.state === "under_option" || r.state === "under_notice" ? "deal" : "nobody";
};
const aging: readonly Row["state"][] = ["published", "under_option", "under_notice", "paused"];

/** Day on which it leaves the market unless it is refreshed. */
const refreshText = (locale: Locale, r: Row, today: string): string => {
  const t = words(locale);
  if (!r.refreshedOn || !aging.includes(r.state)) return t("desk.none");
  const { hideOn } = refreshDue(r.refreshedOn);
  const date = formatDate(hideOn, locale);
  return hideOn <= today ? t("desk.overdue", { date }) : date;
};

/** The own organisation's listings: what, in which state, who is next, how good, until when it holds. */
export function ListingTable({ locale, rows, today }: { locale: Locale; rows: readonly Row[]; today: string }) {
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
          cell: (r) => <Status tone={stateTones[r.state]}>{status(`listing.${r.state}`)}</Status>,
        },
        {
          key: "waiting",
          head: t("desk.waiting"),
          cell: (r) => (waitsFor(r) === "ours" ? <b>{t("desk.wait.ours")}</b> : t(`desk.wait.${waitsFor(r)}`)),
        },
        { key: "score", head: t("score.title"), numeric: true, cell: (r) => r.score },
        { key: "refresh", head: t("desk.refresh"), numeric: true, cell: (r) => refreshText(locale, r, today) },
        { key: "updated", head: t("desk.updated"), numeric: true, cell: (r) => formatDate(r.updatedAt, locale) },
      ]}
    />
  );
}
