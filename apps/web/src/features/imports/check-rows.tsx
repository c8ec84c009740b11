import type { ImportRowView } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Card, Stack } from "@peony/ui/Layout";
import { Facts, Status } from "@peony/ui/Marks";
import { href } from "../../i18n/page.ts";
import { problemTexts } from "./problem-text.ts";
import { RowFields, RowShortcuts } from "./row-fix.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; importId: string; fixable: boolean };

function RowCard({ locale, importId, fixable, row, all }: Props & { row: ImportRowView; all: boolean }) {
  const t = words(locale);
  const open = fixable && row.listingId === null;
  return (
    <Card
      id={`row-${row.line}`}
      title={t("check.line", { line: row.line })}
      note={row.values.title_zh ?? row.values.title_en ?? ""}
      aside={
        row.listingId ? (
          <a href={href(locale, `/listings/${row.listingId}`)}>{t("check.done-row")}</a>
        ) : (
          <Status tone={row.result === "ok" ? "done" : "error"}>{t(`result.${row.result}`)}</Status>
        )
      }
    >
      <Stack small>
        {problemTexts(locale, row).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {open ? <RowShortcuts locale={locale} importId={importId} row={row} /> : null}
        {open ? (
          <RowFields key={all ? "all" : "wrong"} locale={locale} importId={importId} row={row} all={all} />
        ) : null}
        {open && !all ? (
          <Facts
            items={[
              <a key="edit" href={href(locale, `/import/${importId}`, { row: String(row.line) })}>
                {t("check.edit")}
              </a>,
            ]}
          />
        ) : null}
      </Stack>
    </Card>
  );
}

/** Rows of the check with what is wrong and the fields to mend it; `only` shows one row whole. */
export function CheckRows({
  rows,
  next,
  result,
  only = false,
  ...props
}: Props & {
  rows: readonly ImportRowView[];
  next: number | null;
  result?: string | undefined;
  only?: boolean;
}) {
  const { locale, importId } = props;
  const t = words(locale);
  const here = `/import/${importId}`;
  return (
    <Stack>
      {rows.length === 0 ? <p>{result ? t("check.none") : t("check.good")}</p> : null}
      {rows.map((row) => (
        <RowCard key={row.line} {...props} row={row} all={only} />
      ))}
      {only ? <ButtonLink href={href(locale, here)}>{t("check.close")}</ButtonLink> : null}
      {next === null ? null : (
        <ButtonLink href={href(locale, here, { result, after: String(next) })}>{t("check.more")}</ButtonLink>
      )}
    </Stack>
  );
}
