import { redResults } from "@peony/domain/imports";
import { readImport, readImportRows } from "@peony/features/imports";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { ImportBody } from "#features/imports/import-body.tsx";
import { words } from "#features/imports/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Asked = { result?: string; after?: string; row?: string; map?: string };
type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<Asked> };
const rowsShown = 25;

const lineOf = (text: string | undefined): number => Math.min(100_000_000, Math.max(0, Math.trunc(Number(text)) || 0));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { id } = await params;
  const asked = await searchParams;
  const t = words(locale);
  const ctx = await requestCtx();
  const page = await found(locale, readImport(ctx, id));
  const result = redResults.find((r) => r === asked.result);
  const line = lineOf(asked.row);
  const which =
    line > 0
      ? { id, after: line - 1, limit: 1 }
      : { id, after: lineOf(asked.after), limit: rowsShown, results: result ? [result] : redResults };
  const { rows, next } = await found(locale, readImportRows(ctx, which));
  const shown = { rows, next: line > 0 ? null : next, result, only: line > 0 };
  return (
    <>
      <PageHead
        title={page.fileName}
        crumb={
          <Breadcrumb
            label={t("title")}
            items={[{ label: t("back"), href: href(locale, "/import") }, { label: page.fileName }]}
          />
        }
        sub={t(`state.${page.state}`)}
      />
      <ImportBody locale={locale} page={page} shown={shown} remap={asked.map === "1"} />
    </>
  );
}
