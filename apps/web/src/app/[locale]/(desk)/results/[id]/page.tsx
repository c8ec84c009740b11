import { isOfficer } from "@peony/domain/identity";
import { readResult } from "@peony/features/disclosures";
import { readOwnConfirmations } from "@peony/features/listings";
import { translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { DealWord } from "#features/disclosures/deal-word.tsx";
import { DisclosureFacts, MakersCard } from "#features/disclosures/disclosure-facts.tsx";
import { OfficeCard } from "#features/disclosures/office-card.tsx";
import { ResultStanding } from "#features/disclosures/result-standing.tsx";
import { ShareCard, type Tried } from "#features/disclosures/share-card.tsx";
import { words } from "#features/disclosures/words.ts";
import { OwnConfirmations, OwnDone } from "#features/listings/own-confirmation.tsx";
import { said } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; id: string }>;
  searchParams: Promise<Tried & { done?: string }>;
};
const done = ["disclosed", "decided", "protected", "explained", "stated"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("result") };
}

export default async function ResultPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const now = await requestNow();
  const detail = await found(locale, readResult(ctx, id));
  const { result, disclosure, deals, roles } = detail;
  const title = said(locale, result.title);
  const told = done.find((d) => d === asked.done);
  const returned = disclosure?.state === "returned_to_inventor" && roles.includes("author");
  const asking = result.listingId ? await readOwnConfirmations(ctx, result.listingId) : [];
  return (
    <>
      <PageHead
        title={title.text ? <SaidText said={title} /> : t("untitled")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[{ label: t("title"), href: href(locale, "/results") }, { label: t("result") }]}
          />
        }
        actions={
          returned ? <ButtonLink href={href(locale, `/results/${id}/edit`)}>{t("write-again")}</ButtonLink> : null
        }
      />
      {told ? (
        <Note tone="done" live>
          {t(`done.${told}`)}
        </Note>
      ) : null}
      <OwnDone locale={locale} done={asked.done} />
      <WithSide sideLabel={t("standing")} side={<ResultStanding locale={locale} detail={detail} now={now} />}>
        <OwnConfirmations locale={locale} views={asking} />
        {isOfficer(ctx.actor) ? <OfficeCard locale={locale} detail={detail} /> : null}
        {deals.map((deal) => (
          <DealWord key={deal.dealId} locale={locale} deal={deal} back={result.id} />
        ))}
        {result.makers.length > 0 ? <ShareCard locale={locale} detail={detail} tried={asked} /> : null}
        {result.stage === "income" || result.stage === "paid" ? (
          <ButtonLink href={href(locale, "/statement#rewards")}>{t("statements")}</ButtonLink>
        ) : null}
        <MakersCard locale={locale} makers={result.makers} />
        {disclosure ? <DisclosureFacts locale={locale} disclosure={disclosure} /> : null}
      </WithSide>
    </>
  );
}
