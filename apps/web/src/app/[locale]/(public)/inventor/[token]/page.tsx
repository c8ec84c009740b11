import { readConfirmation } from "@peony/features/listings";
import { PageHead } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { LinkResults } from "#features/disclosures/link-results.tsx";
import { InventorAnswer, InventorAnswered } from "#features/listings/inventor-answer.tsx";
import { ClosedLink } from "#features/listings/inventor-closed-link.tsx";
import { InventorShares, InventorText } from "#features/listings/inventor-text.tsx";
import { words } from "#features/listings/inventor-words.ts";
import { saidName, saidTitle } from "#features/listings/said.ts";
import { SaidText } from "#features/listings/said-text.tsx";
import { requestCtx } from "#server/ctx.ts";
import { pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; token: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("title"), robots: { index: false }, referrer: "same-origin" };
}

/** The link is the inventor's only key here: it opens this text and these shares, and nothing else. */
export default async function InventorPage({ params }: Props) {
  const locale = await pageLocale(params);
  const { token } = await params;
  const t = words(locale);
  const ctx = await requestCtx();
  const link = await readConfirmation(ctx, token);
  if (!("view" in link)) return <ClosedLink locale={locale} link={link} member={ctx.actor.kind === "person"} />;
  const { view } = link;
  return (
    <div className="wrap page stack">
      <PageHead
        title={<SaidText said={saidTitle(locale, view.text)} />}
        lead={t("lead", { organisation: saidName(locale, view.owner).text })}
      />
      {link.kind === "answered" ? <InventorAnswered locale={locale} view={view} /> : null}
      <InventorShares locale={locale} view={view} />
      <InventorText locale={locale} view={view} />
      {view.state === "accepted" ? <LinkResults locale={locale} token={token} ctx={ctx} /> : null}
      {link.kind === "open" ? <InventorAnswer locale={locale} token={token} view={view} /> : null}
    </div>
  );
}
