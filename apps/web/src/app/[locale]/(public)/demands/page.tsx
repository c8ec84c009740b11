import { browseDemandsInput } from "@peony/domain/demands";
import { isOfficer } from "@peony/domain/identity";
import { browseDemands, countDemandsByField } from "@peony/features/demands";
import { translator } from "@peony/i18n";
import { ButtonLink } from "@peony/ui/Button";
import { EmptyState } from "@peony/ui/Feedback";
import { PageHead } from "@peony/ui/Layout";
import { Pagination, ResultBar } from "@peony/ui/Search";
import type { Metadata } from "next";
import { DemandCard } from "#features/demands/demand-card.tsx";
import { DemandFilter } from "#features/demands/demand-filter.tsx";
import { words } from "#features/demands/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { requestNow } from "#server/now.ts";
import { href, type LocaleParams, pageLocale, pageMetadata } from "../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ q?: string; field?: string; after?: string }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = words(locale);
  return pageMetadata(locale, "/demands", t("title"), t("description"));
}

export default async function DemandsPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { q = "", field, after } = await searchParams;
  // An address that was changed by hand shows everything rather than an error.
  const asked = browseDemandsInput.safeParse({ q, field, cursor: after });
  const input = asked.success ? asked.data : browseDemandsInput.parse({});
  const ctx = await requestCtx();
  const now = await requestNow();
  const [page, counts] = await Promise.all([browseDemands(ctx, input), countDemandsByField(ctx)]);
  const narrowed = input.q !== "" || input.field !== undefined;
  const isVisitor = ctx.actor.kind !== "person";
  const query = { q: input.q, field: input.field };
  return (
    <div className="wrap page stack">
      <PageHead
        title={t("title")}
        sub={t("lead")}
        actions={
          isVisitor || isOfficer(ctx.actor) ? (
            <ButtonLink href={href(locale, isVisitor ? "/sign-up" : "/desk/demands/new")}>{t("new")}</ButtonLink>
          ) : null
        }
      />
      <DemandFilter locale={locale} q={input.q} field={input.field} counts={counts} />
      <ResultBar>
        {input.q ? t("count-for", { count: page.total, words: input.q }) : t("count", { count: page.total })}
      </ResultBar>
      {page.rows.length === 0 ? (
        <EmptyState
          title={narrowed ? t("no-hits") : t("none")}
          actions={narrowed ? <ButtonLink href={href(locale, "/demands")}>{t("clear")}</ButtonLink> : null}
        >
          {narrowed ? t("no-hits-lead") : t("none-lead")}
        </EmptyState>
      ) : (
        page.rows.map((d) => <DemandCard key={d.id} locale={locale} demand={d} now={now} />)
      )}
      <Pagination
        label={translator(locale, "shell")("pagination")}
        previous={input.cursor ? { href: href(locale, "/demands", query), label: t("first-page") } : undefined}
        next={
          page.next ? { href: href(locale, "/demands", { ...query, after: page.next }), label: t("more") } : undefined
        }
      />
    </div>
  );
}
