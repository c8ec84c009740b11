import { isOfficer } from "@peony/domain/identity";
import { idSchema } from "@peony/domain/shared";
import { readOwnProposal, readProposal } from "@peony/features/proposals";
import { Note } from "@peony/ui/Note";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OwnProposalView } from "#features/proposals/own-proposal-view.tsx";
import { ReceivedProposal } from "#features/proposals/received-proposal.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";
import { pageLocale } from "../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ did?: string }> };
const done = ["created", "saved", "submitted", "withdrawn", "classed", "confirmed"] as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await pageLocale(params))("col.title"), robots: { index: false } };
}

export default async function ProposalPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const [{ id }, { did }] = await Promise.all([params, searchParams]);
  if (!idSchema("proposal").safeParse(id).success) notFound();
  const ctx = await requestCtx();
  const seen = await found(locale, readProposal(ctx, id));
  if (!seen.own) return <ReceivedProposal locale={locale} proposal={seen} />;
  const proposal = await found(locale, readOwnProposal(ctx, id));
  const told = done.find((d) => d === did);
  return (
    <>
      {told ? (
        <Note tone="done" live>
          {t(`form.${told}`)}
        </Note>
      ) : null}
      <OwnProposalView
        locale={locale}
        proposal={proposal}
        officer={isOfficer(ctx.actor)}
        verified={ctx.actor.kind === "person" && ctx.actor.orgVerified}
      />
    </>
  );
}
