import type { DealView } from "@peony/features/deals";
import { type Locale, translator } from "@peony/i18n";
import { Card } from "@peony/ui/Layout";
import { KeyValue } from "@peony/ui/Lists";
import { FictionTag } from "@peony/ui/Marks";
import { href } from "../../i18n/page.ts";
import { titleOf, words } from "./words.ts";

type Org = DealView["seller"];

/** Who is in the deal, what about, and what for. */
export function DealSide({ locale, deal }: { locale: Locale; deal: DealView }) {
  const t = words(locale);
  const shell = translator(locale, "shell");
  const name = (o: Org) =>
    o ? (
      <>
        {locale === "en" && o.nameEn ? o.nameEn : o.nameZh}
        {o.fictional ? <FictionTag>{shell("fictional")}</FictionTag> : null}
      </>
    ) : null;
  return (
    <Card title={t("people")}>
      <KeyValue
        items={[
          { term: t("seller"), value: name(deal.seller) },
          { term: t("buyer"), value: name(deal.buyer) },
          { term: t("broker"), value: name(deal.broker) },
          {
            term: t("asset"),
            value: deal.listing ? (
              <a href={href(locale, `/t/${deal.listing.slug}`)}>{titleOf(locale, deal.listing)}</a>
            ) : null,
          },
          {
            term: t("demand"),
            value: deal.demand ? (
              <a href={href(locale, `/demands/${deal.demand.number}`)}>{titleOf(locale, deal.demand)}</a>
            ) : null,
          },
          { term: t("use"), value: deal.room?.useCase },
        ]}
      />
    </Card>
  );
}
