import { demandNumberSchema } from "@peony/domain/proposals";
import { readProposalStart } from "@peony/features/proposals";
import { translator } from "@peony/i18n";
import { Breadcrumb, PageHead, WithSide } from "@peony/ui/Layout";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CriteriaCard } from "#features/proposals/criteria-card.tsx";
import { StartProposal } from "#features/proposals/start-proposal.tsx";
import { words } from "#features/proposals/words.ts";
import { requestCtx } from "#server/ctx.ts";
import { newId } from "#server/ids.ts";
import { found } from "#server/page.ts";
import { href, type LocaleParams, pageLocale } from "../../../../../i18n/page.ts";

type Props = LocaleParams & { searchParams: Promise<{ demand?: string | string[]; from?: string | string[] }> };

export async function generateMetadata({ params }: LocaleParams): Promise<Metadata> {
  return { title: words(await pageLocale(params))("new.title") };
}

export default async function NewProposalPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const t = words(locale);
  const { demand, from } = await searchParams;
  const number = demandNumberSchema.safeParse(demand);
  if (!number.success) notFound();
  const start = await found(locale, readProposalStart(await requestCtx(), number.data));
  return (
    <>
      <PageHead
        title={t("new.title")}
        lead={t("new.lead")}
        crumb={
          <Breadcrumb
            label={translator(locale, "shell")("breadcrumb")}
            items={[{ label: t("title"), href: href(locale, "/proposals") }, { label: t("new.title") }]}
          />
        }
      />
      <WithSide sideLabel={t("criteria.title")} side={<CriteriaCard locale={locale} judging={start.judging} />}>
        <StartProposal
          locale={locale}
          start={start}
          id={newId("proposal")}
          from={typeof from === "string" ? from : undefined}
        />
      </WithSide>
    </>
  );
}
