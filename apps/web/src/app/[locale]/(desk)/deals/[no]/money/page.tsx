import { readDeal } from "@peony/features/deals";
import { readDealMoney } from "@peony/features/escrow";
import { readRewardStatements } from "@peony/features/royalties";
import type { Metadata } from "next";
import { DealFrame } from "#features/deals/deal-frame.tsx";
import { type MoneyQuery, MoneyView } from "#features/escrow/money-view.tsx";
import { words } from "#features/escrow/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<MoneyQuery> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  return { title: `${(await params).no} · ${words(locale)("title")}` };
}

/** Reads only: coming back from the provider books nothing here, its webhook does. */
export default async function MoneyPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ no }, query] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const deal = await found(locale, readDeal(ctx, no));
  const money = await found(locale, readDealMoney(ctx, deal.id));
  const rewards = deal.role === "seller" ? await readRewardStatements(ctx, { dealId: deal.id }) : [];
  const now = await requestNow();
  return (
    <DealFrame locale={locale} deal={deal} part="money" now={now}>
      <MoneyView
        locale={locale}
        deal={deal}
        money={money}
        rewarded={new Set(rewards.map((r) => r.itemId))}
        query={query}
        now={now}
      />
    </DealFrame>
  );
}
