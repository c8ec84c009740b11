import { isPublicDemand } from "@peony/domain/demands";
import { isOfficer } from "@peony/domain/identity";
import { listDemandFiles, listQuestions, readDemand, readOwnInvitation } from "@peony/features/demands";
import { readPublicMatches } from "@peony/features/matching";
import { WithSide } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { AnswerCard } from "#features/demands/answer-card.tsx";
import { DemandDetail } from "#features/demands/demand-detail.tsx";
import { PublicDemandFiles } from "#features/demands/demand-files.tsx";
import { DemandHead } from "#features/demands/demand-head.tsx";
import { DemandQuestions } from "#features/demands/demand-questions.tsx";
import { InvitedCard } from "#features/demands/invited-card.tsx";
import { demandJsonLd } from "#features/demands/json-ld.ts";
import { questionsOf, readerOf } from "#features/demands/reader.ts";
import { words } from "#features/demands/words.ts";
import { said, saidTitle } from "#features/listings/said.ts";
import { StructuredData } from "#features/listings/structured-data.tsx";
import { Solvers } from "#features/matching/solvers.tsx";
import { ChallengeSide } from "#features/proposals/challenge-side.tsx";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<Record<string, string>> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { no } = await params;
  const demand = await found(locale, readDemand(await requestCtx(), no));
  const description = [...said(locale, demand.background).text].slice(0, 160).join("");
  const hidden = !isPublicDemand(demand.state) || demand.visibility === "named";
  return {
    ...pageMetadata(locale, `/demands/${no}`, saidTitle(locale, demand).text, description || undefined),
    ...(hidden ? { robots: { index: false } } : {}),
  };
}

export default async function DemandPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ no }, { questions: cursor, did }] = await Promise.all([params, searchParams]);
  const [ctx, now] = await Promise.all([requestCtx(), requestNow()]);
  const demand = await found(locale, readDemand(ctx, no));
  const matches = await readPublicMatches(ctx, demand);
  const here = `/demands/${no}`;
  const invitation = await readOwnInvitation(ctx, no);
  const reader = readerOf(ctx.actor, demand);
  return (
    <div className="wrap page">
      <StructuredData data={demandJsonLd(demand, locale, env().PEONY_URL)} />
      <DemandHead locale={locale} demand={demand} />
      <WithSide
        sideLabel={words(locale)("side")}
        side={
          <>
            {invitation ? (
              <InvitedCard locale={locale} demand={demand} invitation={invitation} officer={isOfficer(ctx.actor)} />
            ) : null}
            <AnswerCard locale={locale} demand={demand} reader={reader} answers={matches.rows} now={now} />
            <ChallengeSide locale={locale} demand={demand} />
            {demand.own ? (
              <Solvers locale={locale} matches={matches} draft={demand.state === "draft"} here={here} />
            ) : null}
          </>
        }
      >
        <DemandDetail locale={locale} demand={demand} />
        <PublicDemandFiles locale={locale} files={await listDemandFiles(ctx, no)} />
        <DemandQuestions
          locale={locale}
          demand={demand}
          questions={await listQuestions(ctx, no, { cursor, limit: 50 })}
          did={did}
          may={questionsOf(ctx.actor, demand)}
        />
      </WithSide>
    </div>
  );
}
