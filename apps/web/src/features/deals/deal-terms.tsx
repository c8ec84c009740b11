import type { DealView } from "@peony/features/deals";
import { formatDateTime, type Locale, translator } from "@peony/i18n";
import { TermsTable } from "@peony/ui/Deal";
import { Card } from "@peony/ui/Layout";
import { Feed } from "@peony/ui/Lists";
import { Segmented } from "@peony/ui/Search";
import type { BrokerNames } from "#features/offers/terms-fields.ts";
import { termRows } from "#features/offers/terms-rows.tsx";
import { href } from "../../i18n/page.ts";
import { words } from "./words.ts";

/** The terms of the latest round beside the round before: what moved first, everything on request. */
export function DealTerms({
  locale,
  deal,
  all,
  brokers,
}: {
  locale: Locale;
  deal: DealView;
  all: boolean;
  brokers: BrokerNames;
}) {
  const t = words(locale);
  const term = translator(locale, "terms");
  const [last, before] = deal.rounds;
  if (!last)
    return (
      <Card title={t("terms")}>
        <p>{t("terms-none")}</p>
      </Card>
    );
  const rows = termRows(locale, last.terms, before?.terms ?? null, brokers);
  const moved = rows.filter((r) => r.old !== undefined);
  const shown = before && !all && moved.length > 0 ? moved : rows;
  const page = `/deals/${deal.number}`;
  const views = [
    { label: t("only-changed", { count: moved.length }), href: href(locale, page), current: shown !== rows },
    { label: t("all-terms"), href: href(locale, page, { terms: "all" }), current: shown === rows },
  ];
  const note = `${t("terms-of", { round: last.round, side: term(`side.${last.side}`) })}${before ? ` · ${t("against", { round: before.round })}` : ""}`;
  return (
    <Card
      title={t("terms")}
      note={note}
      aside={before && moved.length > 0 ? <Segmented label={t("terms")} items={views} /> : null}
    >
      <TermsTable caption={note} rows={shown} was={t("was")} now={t("now")} />
      {last.message ? <p className="effect">{t("message", { message: last.message })}</p> : null}
    </Card>
  );
}

/** Every round, newest first: who offered when, and how it ended. */
export function DealRounds({ locale, deal }: { locale: Locale; deal: DealView }) {
  const t = words(locale);
  const [term, status] = [translator(locale, "terms"), translator(locale, "status")];
  if (deal.rounds.length === 0) return null;
  const items = deal.rounds.map((r) => ({
    key: r.id,
    when: formatDateTime(r.sentAt, locale),
    dateTime: r.sentAt.toISOString(),
    what: (
      <>
        {t("round", { round: r.round, side: term(`side.${r.side}`), state: status(`offer.${r.state}`) })}
        {r.declineReason ? ` · ${term(`decline_reason.${r.declineReason}`)}` : ""}
        <br />
        <span className="quiet">
          {t("round-by", {
            name: r.sender,
            date: formatDateTime(r.sentAt, locale),
            until: formatDateTime(r.expiresAt, locale),
          })}
        </span>
      </>
    ),
  }));
  return (
    <Card title={t("rounds")}>
      <Feed items={items} />
    </Card>
  );
}
