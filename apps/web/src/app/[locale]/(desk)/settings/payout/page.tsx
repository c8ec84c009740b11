import { payerRoles, readPayoutAccount } from "@peony/features/escrow";
import type { Metadata } from "next";
import { PayoutCard } from "#features/escrow/payout-card.tsx";
import { words } from "#features/escrow/words.ts";
import { SettingsFrame } from "#features/identity/settings-frame.tsx";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ back?: string; expired?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("payout.title") };
}

export default async function PayoutPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { back, expired } = await searchParams;
  const ctx = await requestCtx();
  const account = await found(locale, readPayoutAccount(ctx));
  const { actor } = ctx;
  const allowed = actor.kind === "person" && actor.orgVerified && payerRoles.some((r) => actor.roles.includes(r));
  return (
    <SettingsFrame locale={locale} page="payout" seated>
      <PayoutCard locale={locale} account={account} allowed={allowed} back={back === "1"} expired={expired === "1"} />
    </SettingsFrame>
  );
}
