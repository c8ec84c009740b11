import { listImports } from "@peony/features/imports";
import { EmptyState } from "@peony/ui/Feedback";
import { Card, PageHead, Stack } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { ImportList } from "#features/imports/import-list.tsx";
import { UploadForm } from "#features/imports/upload-form.tsx";
import { words } from "#features/imports/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function ImportsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const rows = await found(locale, listImports(await requestCtx()));
  return (
    <Stack>
      <PageHead title={t("title")} lead={t("lead")} />
      <UploadForm locale={locale} />
      {rows.length === 0 ? (
        <EmptyState title={t("list.empty")}>{t("list.empty-lead")}</EmptyState>
      ) : (
        <Card title={t("list.title")} id="imports">
          <ImportList locale={locale} rows={rows} />
        </Card>
      )}
    </Stack>
  );
}
