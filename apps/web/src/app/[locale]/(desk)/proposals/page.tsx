import { listOwnProposals } from "@peony/features/proposals";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { OwnProposals } from "#features/proposals/own-proposals.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function OwnProposalsPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const rows = await found(locale, listOwnProposals(await requestCtx()));
  const demands = <ButtonLink href={href(locale, "/demands")}>{t("to-demands")}</ButtonLink>;
  return (
    <>
      <PageHead
        title={t("title")}
        lead={t("lead", { count: rows.length })}
        actions={rows.length > 0 ? demands : null}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("empty")} actions={demands}>
          {t("empty-lead")}
        </EmptyState>
      ) : (
        <OwnProposals locale={locale} rows={rows} />
      )}
    </>
  );
}
