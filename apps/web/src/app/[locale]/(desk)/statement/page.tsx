import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead, Stack } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { RewardStatements } from "#features/royalties/reward-statements.tsx";
import { leadOf, readOwnStatements } from "#features/statement/readers.ts";
import { StatementCard } from "#features/statement/statement-card.tsx";
import { words } from "#features/statement/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ cursor?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function StatementPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { cursor } = await searchParams;
  const ctx = await requestCtx();
  if (ctx.actor.kind === "person" && ctx.actor.orgId === null)
    return (
      <EmptyState title={t("title")} actions={<ButtonLink href={href(locale, "/start")}>{t("start")}</ButtonLink>}>
        {t("no-seat")}
      </EmptyState>
    );
  const { kind, ledger, rewards } = await found(locale, readOwnStatements(ctx, cursor));
  return (
    <Stack>
      <PageHead
        title={t("title")}
        lead={t(leadOf(kind, ledger))}
        actions={
          ledger && ledger.rows.length > 0 ? (
            <ButtonLink href={href(locale, "/statement/download")} icon="download" download>
              {t("csv")}
            </ButtonLink>
          ) : null
        }
      />
      <RewardStatements locale={locale} statements={rewards} alone={ledger === null} answers={ledger !== null} />
      {ledger ? <StatementCard locale={locale} page={ledger} kind={kind} first={!cursor} /> : null}
    </Stack>
  );
}
