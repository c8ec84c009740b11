import { redResults } from "@peony/domain/imports";
import type { ImportView } from "@peony/features/imports";
import { formatDateTime, formatNumber, type Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { Status, type StatusTone } from "@peony/ui/Marks";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Table } from "@peony/ui/Table";
import { href } from "../../i18n/page.ts";
import { putAwayImportAction } from "./actions.ts";
import { words } from "./words.ts";

const tones: Readonly<Record<ImportView["state"], StatusTone>> = {
  ...{ uploaded: "turn", mapped: "wait", checked: "turn", importing: "wait", done: "done", stopped: "turn" },
  ...{ failed: "error", undone: "closed" },
};

/** Rows that are not imported as they stand. */
export const redOf = (counts: ImportView["counts"]): number => redResults.reduce((sum, r) => sum + counts[r], 0);

/** A file that could not be read is only a line in the list; one press takes it off. */
function PutAway({ locale, row }: { locale: Locale; row: ImportView }) {
  const t = words(locale);
  return (
    <Form action={putAwayImportAction} className="form-inline" label={t("list.remove-of", { file: row.fileName })}>
      <input type="hidden" name="id" value={row.id} />
      <SubmitButton variant="quiet">{t("list.remove")}</SubmitButton>
    </Form>
  );
}

/** The organisation's last imports with how far each is. */
export function ImportList({ locale, rows }: { locale: Locale; rows: readonly ImportView[] }) {
  const t = words(locale);
  return (
    <Table
      caption={t("list.title")}
      rows={rows}
      rowKey={(r) => r.id}
      columns={[
        { key: "file", head: t("list.file"), cell: (r) => <a href={href(locale, `/import/${r.id}`)}>{r.fileName}</a> },
        {
          key: "state",
          head: t("list.state"),
          cell: (r) => <Status tone={tones[r.state]}>{t(`state.${r.state}`)}</Status>,
        },
        { key: "rows", head: t("list.rows"), numeric: true, cell: (r) => formatNumber(r.total ?? 0, locale) },
        { key: "red", head: t("list.red"), numeric: true, cell: (r) => formatNumber(redOf(r.counts), locale) },
        { key: "created", head: t("list.created"), numeric: true, cell: (r) => formatNumber(r.created, locale) },
        {
          key: "act",
          head: <span className="visually-hidden">{t("list.act")}</span>,
          label: t("list.act"),
          cell: (r) => (r.state === "failed" ? <PutAway locale={locale} row={r} /> : null),
        },
        { key: "at", head: t("list.at"), numeric: true, cell: (r) => formatDateTime(r.createdAt, locale) },
      ]}
    />
  );
}
