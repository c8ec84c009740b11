import { readDeal } from "@peony/features/deals";
import { listBrokers } from "@peony/features/identity";
import { translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import type { Metadata } from "next";
import { brokerNames } from "#features/deals/broker-names.ts";
import { OfferDesk } from "#features/offers/offer-desk.tsx";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ edit?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator(await pageLocale(params), "offers")("page") };
}

export default async function OfferPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ no }, { edit }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const deal = await found(locale, readDeal(ctx, no));
  const t = translator(locale, "offers");
  const negotiable = deal.role !== "broker" && (deal.turn?.move === "send-offer" || deal.turn?.move === "answer-offer");
  if (!negotiable)
    return (
      <EmptyState
        title={t("not-open")}
        actions={<ButtonLink href={href(locale, `/deals/${no}`)}>{t("back")}</ButtonLink>}
      >
        {t("missing-signatory")}
      </EmptyState>
    );
  const brokers = await listBrokers(ctx);
  return (
    <OfferDesk
      locale={locale}
      deal={deal}
      brokers={brokers}
      names={brokerNames(locale, brokers)}
      id={newId("offer")}
      edit={edit === "1"}
    />
  );
}
