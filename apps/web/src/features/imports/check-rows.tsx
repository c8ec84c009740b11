import type { ImportRowView } from "@peony/features/imports";
import type { Locale } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Stack } from "@peony/ui/Layout";
import { Status } from "@peony/ui/Marks";
import { href } from "../../i18n/page.ts";
import { NextProblem } from "./next-problem.tsx";
import { problemTexts } from "./problem-text.ts";
import { RowFields, RowShortcuts } from "./row-fix.tsx";
import { words } from "./words.ts";

type Props = { locale: Locale; importId: string; fixable: boolean };

/** One row of the sheet on two lines: what it is and what is wrong, and what mends it. */
function CheckRow({ locale, importId, fixable, row, all }: Props & { row: ImportRowView; all: boolean }) {
  const t = words(locale);
  const open = fixable && row.listingId === null;
  return (
    <li id={`row-${row.line}`} data-line={row.line} className="check-row">
      <div className="check-row-head">
        <strong>{t("check.line", { line: row.line })}</strong>
        <span className="check-row-title">{row.values.title_zh ?? row.values.title_en ?? ""}</span>
        {row.listingId ? (
          <a href={href(locale, `/listings/${row.listingId}`)}>{t("check.done-row")}</a>
        ) : (
          <Status tone={row.result === "ok" ? "done" : "error"}>{t(`result.${row.result}`)}</Status>
        )}
        {problemTexts(locale, row).map((text) => (
          <span key={text}>{text}</span>
        ))}
      </div>
      {open ? (
        <div className="check-row-acts">
          <RowShortcuts locale={locale} importId={importId} row={row} />
          <RowFields key={all ? "all" : "wrong"} locale={locale} importId={importId} row={row} all={all} />
          {all ? null : <a href={href(locale, `/import/${importId}`, { row: String(row.line) })}>{t("check.edit")}</a>}
        </div>
      ) : null}
    </li>
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
      <NextProblem label={t("check.title")}>
        {rows.length === 0 ? <p>{result ? t("check.none") : t("check.good")}</p> : null}
        <ol className="check-rows">
          {rows.map((row) => (
            <CheckRow key={row.line} {...props} row={row} all={only} />
          ))}
        </ol>
      </NextProblem>
      {only ? <ButtonLink href={href(locale, here)}>{t("check.close")}</ButtonLink> : null}
      {next === null ? null : (
        <ButtonLink href={href(locale, here, { result, after: String(next) })}>{t("check.more")}</ButtonLink>
      )}
    </Stack>
  );
}
