import { readTriage } from "@peony/features/listings";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead, Stack } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { boardChoices, boardRow, boardTexts } from "#features/triage/board-rows.ts";
import { LastDecision } from "#features/triage/last-decision.tsx";
import { TriageBoard } from "#features/triage/triage-board.tsx";
import { words } from "#features/triage/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function TriagePage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const { rows, left, recent, last } = await found(locale, readTriage(ctx));
  return (
    <Stack>
      <PageHead title={t("title")} lead={left > 0 ? t("lead") : null} />
      {left === 0 ? (
        <EmptyState
          title={t("empty")}
          actions={
            <>
              <ButtonLink href={href(locale, "/import")}>{t("to-import")}</ButtonLink>
              <ButtonLink href={href(locale, "/listings", { state: "draft" })}>{t("to-listings")}</ButtonLink>
            </>
          }
        >
          {t("empty-lead")}
        </EmptyState>
      ) : null}
      <TriageBoard
        owner={ctx.actor.kind === "person" ? ctx.actor.userId : ""}
        recent={recent.map((row) => boardRow(locale, row)).reverse()}
        rows={rows.map((row) => boardRow(locale, row))}
        left={left}
        choices={boardChoices(locale)}
        texts={boardTexts(locale)}
      />
      {last ? <LastDecision locale={locale} last={last} /> : null}
    </Stack>
  );
}
