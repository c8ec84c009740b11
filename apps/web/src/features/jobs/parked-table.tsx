import type { ParkedJob } from "@peony/domain/jobs";
import { formatDateTime, type Locale } from "@peony/i18n";
import { Form } from "@peony/ui/Form";
import { SubmitButton } from "@peony/ui/SubmitButton";
import { Table } from "@peony/ui/Table";
import { replayParkedAction } from "./actions.ts";
import { waitOf, whatOf, words } from "./words.ts";

/** Hands everything that is parked to the worker again. */
export function TryAllAgain({ locale }: { locale: Locale }) {
  const t = words(locale);
  return (
    <Form action={replayParkedAction} className="form-inline" label={t("all-label")}>
      <input type="hidden" name="kind" value="all" />
      <SubmitButton variant="outline" icon="refresh" pendingLabel={t("sending")}>
        {t("again-all")}
      </SubmitButton>
    </Form>
  );
}

function TryAgain({ locale, job }: { locale: Locale; job: ParkedJob }) {
  const t = words(locale);
  return (
    <Form action={replayParkedAction} className="form-inline" label={t("again-label", { what: whatOf(locale, job) })}>
      <input type="hidden" name="kind" value={job.kind} />
      <input type="hidden" name="id" value={job.id} />
      <SubmitButton variant="quiet" pendingLabel={t("sending")}>
        {t("again")}
      </SubmitButton>
    </Form>
  );
}

/** What was given up, with everything needed to judge whether a new try makes sense. */
export function ParkedTable({ locale, jobs }: { locale: Locale; jobs: readonly ParkedJob[] }) {
  const t = words(locale);
  return (
    <Table
      caption={t("title")}
      rows={jobs}
      rowKey={(j) => `${j.kind} ${j.id}`}
      columns={[
        {
          key: "what",
          head: t("what"),
          cell: (j) => (
            <>
              <b>{whatOf(locale, j)}</b>
              <br />
              <span className="mono quiet" lang="en">
                {j.handler ? `${j.event} → ${j.handler}` : j.event}
              </span>
            </>
          ),
        },
        {
          key: "fault",
          head: t("fault"),
          cell: (j) =>
            j.fault ? <span lang="en">{j.fault}</span> : <span className="quiet">{t("fault-unknown")}</span>,
        },
        { key: "attempts", head: t("attempts"), numeric: true, cell: (j) => t("times", { count: j.attempts }) },
        { key: "first", head: t("first"), cell: (j) => formatDateTime(j.firstFailedAt, locale) },
        { key: "last", head: t("last"), cell: (j) => formatDateTime(j.lastFailedAt, locale) },
        { key: "waiting", head: t("waiting"), numeric: true, cell: (j) => waitOf(locale, j.waitingMinutes) },
        { key: "act", head: t("act"), numeric: true, cell: (j) => <TryAgain locale={locale} job={j} /> },
      ]}
    />
  );
}
