import { requireMember } from "@peony/domain/identity";
import { listMatchesForOrg } from "@peony/features/matching";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead, Stack } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { MatchGroups } from "#features/matching/match-groups.tsx";
import { words } from "#features/matching/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title") };
}

export default async function MatchesPage({ params }: LocaleParams) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const ctx = await requestCtx();
  const matches = await found(locale, listMatchesForOrg(ctx));
  const asks = requireMember(ctx.actor).orgKind === "firm";
  const none = matches.byDemand.length + matches.byListing.length === 0;
  return (
    <Stack>
      <PageHead title={t("title")} lead={t("lead")} />
      {none ? (
        <EmptyState
          title={t("empty")}
          actions={
            <ButtonLink href={href(locale, asks ? "/desk/demands" : "/listings")}>
              {asks ? t("to-demands") : t("to-listings")}
            </ButtonLink>
          }
        >
          {asks ? t("empty-firm") : t("empty-university")}
        </EmptyState>
      ) : (
        <>
          <MatchGroups locale={locale} matches={matches} now={await requestNow()} />
          <p className="hint">{t("score-note")}</p>
        </>
      )}
    </Stack>
  );
}
