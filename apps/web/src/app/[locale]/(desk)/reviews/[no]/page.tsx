import { readReviewDesk } from "@peony/features/proposals";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { saidTitle } from "#features/listings/said.ts";
import { ReviewDeskView } from "#features/proposals/review-desk-view.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../i18n/page.ts";

type Props = {
  params: Promise<{ locale: string; no: string }>;
  searchParams: Promise<{ did?: string; at?: string | string[] }>;
};
const done = ["stated", "scored", "recommended", "confided"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { no } = await params;
  return { title: `${words(await pageLocale(params))("desk.title")} ${no}`, robots: { index: false } };
}

export default async function ReviewDeskPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ no }, { did, at }] = await Promise.all([params, searchParams]);
  const desk = await found(locale, readReviewDesk(await requestCtx(), no));
  const told = done.find((d) => d === did);
  const title = saidTitle(locale, desk);
  return (
    <>
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[
              { label: t("desk.title"), href: href(locale, "/reviews") },
              { label: no, mono: true },
            ]}
          />
        }
        sub={`${t(`role.${desk.role}`)} · ${translator(locale, "status")(`demand.${desk.state}`)}`}
      />
      {told ? (
        <Note tone="done" live>
          {t(`review.${told}`)}
        </Note>
      ) : null}
      <ReviewDeskView locale={locale} desk={desk} at={Number(at) || 1} />
    </>
  );
}
