import type { OrganisationKind } from "@peony/domain/identity";
import type { Page } from "@peony/domain/shared";
import type { StatementLine } from "@peony/features/ledger";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { Card, Stack } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { Pagination } from "@peony/ui/Search";
import { href } from "../../i18n/page.ts";
import { StatementTable } from "./statement-table.tsx";
import { words } from "./words.ts";

/** One page of the statement with what its words mean, or why there is none. */
export function StatementCard({
  locale,
  page,
  kind,
  first,
}: {
  locale: Locale;
  page: Page<StatementLine>;
  kind: OrganisationKind;
  /** This is the newest page. */
  first: boolean;
}) {
  const t = words(locale);
  if (page.rows.length === 0)
    return (
      <Card>
        <EmptyState
          title={t("empty")}
          actions={kind === "operator" ? null : <ButtonLink href={href(locale, "/deals")}>{t("deals")}</ButtonLink>}
        >
          {t(kind === "operator" ? "empty-operator" : "empty-lead")}
        </EmptyState>
      </Card>
    );
  const classes = [...new Set(page.rows.map((l) => l.account))];
  return (
    <Card title={t("title")}>
      <Stack small>
        <StatementTable locale={locale} lines={page.rows} />
        <Pagination
          label={t("title")}
          previous={first ? undefined : { href: href(locale, "/statement"), label: t("newest") }}
          next={page.next ? { href: href(locale, "/statement", { cursor: page.next }), label: t("older") } : undefined}
        />
        <KeyValue items={classes.map((c) => ({ term: t(`class.${c}`), value: t(`class-note.${c}`) }))} />
      </Stack>
    </Card>
  );
}
