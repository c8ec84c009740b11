import { isOfficer } from "@peony/domain/identity";
import { type ListingState, listingStates } from "@peony/domain/listings";
import { chineseDay } from "@peony/domain/shared";
import { listOwnListings } from "@peony/features/listings";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import { Pagination } from "@peony/ui/Search";
import type { Metadata } from "next";
import { ListingTable } from "#features/listings/listing-table.tsx";
import { StateTabs } from "#features/listings/state-tabs.tsx";
import { words } from "#features/listings/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ state?: string; page?: string }> };
const limit = 50;

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("desk.title") };
}

export default async function ListingsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const asked = await searchParams;
  const state = listingStates.find((s) => s === asked.state);
  const page = Math.min(1000, Math.max(1, Math.trunc(Number(asked.page)) || 1));
  const ctx = await requestCtx();
  const own = await found(locale, listOwnListings(ctx, { state, page, limit }));
  const t = words(locale);
  const count = (s: ListingState) => own.counts[s] ?? 0;
  const all = listingStates.reduce((sum, s) => sum + count(s), 0);
  const pages = Math.max(1, Math.ceil(own.total / limit));
  const at = (number: number) => href(locale, "/listings", { state, page: number > 1 ? `${number}` : undefined });
  const create = isOfficer(ctx.actor) ? (
    <ButtonLink href={href(locale, "/listings/new")} variant="primary" icon="plus">
      {t("desk.new")}
    </ButtonLink>
  ) : null;
  if (all === 0)
    return (
      <>
        <PageHead title={t("desk.title")} />
        <EmptyState title={t("desk.empty")} actions={create}>
          {t("desk.empty-lead")}
        </EmptyState>
      </>
    );
  return (
    <>
      <PageHead
        title={t("desk.title")}
        lead={t("desk.lead", {
          drafts: count("draft"),
          published: count("published") + count("under_option") + count("under_notice"),
        })}
        actions={create}
      />
      <StateTabs locale={locale} counts={own.counts} state={state} />
      {own.rows.length > 0 ? (
        <ListingTable locale={locale} rows={own.rows} today={chineseDay(await requestNow())} />
      ) : (
        <p>{t("desk.empty-state")}</p>
      )}
      <Pagination
        label={t("desk.paging")}
        {...(page > 1 ? { previous: { href: at(page - 1), label: t("desk.previous") } } : {})}
        {...(page < pages ? { next: { href: at(page + 1), label: t("desk.next") } } : {})}
        summary={t("desk.pages", { page, pages })}
      />
    </>
  );
}
