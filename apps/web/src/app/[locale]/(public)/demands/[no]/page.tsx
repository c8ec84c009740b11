import { readDemand } from "@peony/features/demands";
import { readPublicMatches } from "@peony/features/matching";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { AnswerCard } from "#features/demands/answer-card.tsx";
import { DemandDetail } from "#features/demands/demand-detail.tsx";
import { demandJsonLd } from "#features/demands/json-ld.ts";
import { readerOf } from "#features/demands/reader.ts";
import { words } from "#features/demands/words.ts";
import { said, saidTitle } from "#features/listings/said.ts";
import { StructuredData } from "#features/listings/structured-data.tsx";
import { Solvers } from "#features/matching/solvers.tsx";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { found } from "#server/page.ts";
import { href, pageLocale, pageMetadata } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const { no } = await params;
  const demand = await found(locale, readDemand(await requestCtx(), no));
  const description = [...said(locale, demand.background).text].slice(0, 160).join("");
  const hidden = demand.state === "draft" || demand.state === "cancelled";
  return {
    ...pageMetadata(locale, `/demands/${no}`, saidTitle(locale, demand).text, description || undefined),
    ...(hidden ? { robots: { index: false } } : {}),
  };
}

export default async function DemandPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { no } = await params;
  const ctx = await requestCtx();
  const demand = await found(locale, readDemand(ctx, no));
  const matches = await readPublicMatches(ctx, demand);
  const t = words(locale);
  const title = saidTitle(locale, demand);
  const other = locale === "zh" ? demand.titleEn : demand.titleZh;
  const reader = readerOf(ctx.actor, demand);
  return (
    <div className="wrap page">
      <StructuredData data={demandJsonLd(demand, locale, env().PEONY_URL)} />
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("title"), href: href(locale, "/demands") },
              {
                label: translator(locale, "terms")(`field.${demand.field}`),
                href: href(locale, "/demands", { field: demand.field }),
              },
              { label: demand.number, mono: true },
            ]}
          />
        }
        sub={title.lang || !other ? null : <span lang={locale === "zh" ? "en" : "zh-CN"}>{other}</span>}
      />
      <WithSide
        sideLabel={t("side")}
        side={
          <>
            <AnswerCard locale={locale} demand={demand} reader={reader} answers={matches.rows} now={new Date()} />
            {demand.own ? (
              <Solvers locale={locale} matches={matches} draft={demand.state === "draft"} here={`/demands/${no}`} />
            ) : null}
          </>
        }
      >
        <DemandDetail locale={locale} demand={demand} />
      </WithSide>
    </div>
  );
}
