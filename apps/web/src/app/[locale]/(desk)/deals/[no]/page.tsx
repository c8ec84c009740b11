import { readDeal } from "@peony/features/deals";
import { listBrokers } from "@peony/features/identity";
import { WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { brokerNames } from "#features/deals/broker-names.ts";
import { DealFrame } from "#features/deals/deal-frame.tsx";
import { DealSide } from "#features/deals/deal-side.tsx";
import { DealRounds, DealTerms } from "#features/deals/deal-terms.tsx";
import { words } from "#features/deals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ terms?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).no };
}

export default async function DealPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ no }, { terms }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const deal = await found(locale, readDeal(ctx, no));
  const t = words(locale);
  return (
    <DealFrame locale={locale} deal={deal} part="terms" now={await requestNow()}>
      <WithSide sideLabel={t("people")} side={<DealSide locale={locale} deal={deal} />}>
        {deal.role === "broker" ? (
          <Note tone="info">{t("broker-note")}</Note>
        ) : (
          <>
            <DealTerms
              locale={locale}
              deal={deal}
              all={terms === "all"}
              brokers={brokerNames(locale, await listBrokers(ctx))}
            />
            <DealRounds locale={locale} deal={deal} />
          </>
        )}
      </WithSide>
    </DealFrame>
  );
}
