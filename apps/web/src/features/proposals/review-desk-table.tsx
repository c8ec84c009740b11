import type { ReviewDeskRow } from "@peony/features/proposals";
import { formatDate, type Locale, translator } from "@peony/i18n";
import { Status } from "@peony/ui/Marks";
import { Table } from "@peony/ui/Table";
import { saidTitle } from "#features/listings/said.ts";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** What the reviewer does next, in one mark. */
function Next({ locale, row }: { locale: Locale; row: ReviewDeskRow }) {
  const t = words(locale);
  if (!row.opened)
    return (
      <Status tone="closed">{t("desk.sealed", { day: row.closesOn ? formatDate(row.closesOn, locale) : "" })}</Status>
    );
  if (row.statedAt === null) return <Status tone="turn">{t("desk.statement")}</Status>;
  if (row.state !== "assessing") return <Status tone="wait">{t("desk.waiting")}</Status>;
  const done = row.done >= row.open;
  return <Status tone={done ? "done" : "turn"}>{t("desk.done", { done: row.done, open: row.open })}</Status>;
}

/** Challenges that ask for the reader's review. */
export function ReviewDeskTable({ locale, rows }: { locale: Locale; rows: readonly ReviewDeskRow[] }) {
  const t = words(locale);
  const status = translator(locale, "status");
  return (
    <Table
      caption={t("desk.title")}
      rows={rows}
      rowKey={(r) => r.number}
      columns={[
        {
          key: "challenge",
          head: t("desk.challenge"),
          cell: (r) => {
            const title = saidTitle(locale, r);
            return (
              <>
                <a href={href(locale, `/reviews/${r.number}`)} lang={title.lang}>
                  {title.text}
                </a>
                <small className="mono">{r.number}</small>
              </>
            );
          },
        },
        { key: "role", head: t("desk.role"), cell: (r) => t(`role.${r.role}`) },
        { key: "state", head: t("desk.state"), cell: (r) => status(`demand.${r.state}`) },
        { key: "next", head: t("desk.progress"), cell: (r) => <Next locale={locale} row={r} /> },
      ]}
    />
  );
}
