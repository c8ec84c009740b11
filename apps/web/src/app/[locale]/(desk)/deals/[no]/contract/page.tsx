import { contractDocument } from "@peony/domain/contracts";
import { readContract } from "@peony/features/contracts";
import { readDeal } from "@peony/features/deals";
import { isLocale, localeName, locales, translator } from "@peony/i18n";
import { Card, WithSide } from "@peony/ui/Layout";
import { Note } from "@peony/ui/Note";
import { Segmented } from "@peony/ui/Search";
import type { Metadata } from "next";
import { ContractText } from "#features/contracts/contract-text.tsx";
import { DocumentLinks } from "#features/contracts/document-links.tsx";
import { SigningCard } from "#features/contracts/signing-card.tsx";
import { DealFrame } from "#features/deals/deal-frame.tsx";
import { requestCtx } from "#server/ctx.ts";
import { contractWording } from "#server/gateways.ts";
import { requestNow } from "#server/now.ts";
import { found } from "#server/page.ts";
import { href, pageLocale } from "../../../../../../i18n/page.ts";

type Props = { params: Promise<{ locale: string; no: string }>; searchParams: Promise<{ text?: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: translator(await pageLocale(params), "signing")("title") };
}

export default async function ContractPage({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const [{ no }, { text }] = await Promise.all([params, searchParams]);
  const ctx = await requestCtx();
  const deal = await found(locale, readDeal(ctx, no));
  const contract = await found(locale, readContract(ctx, { dealId: deal.id }));
  const t = translator(locale, "signing");
  // What is signed is the prevailing text, so it is shown first, whatever language the reader uses.
  const shown = isLocale(text) ? text : contract.terms.prevailingLanguage;
  const page = `/deals/${no}/contract`;
  const views = locales.map((l) => ({
    label: localeName[l],
    href: href(locale, page, { text: l }),
    current: l === shown,
  }));
  const lead = { drafting: "lead-drafting", ready_to_sign: "lead-ready", signed: "lead-signed" } as const;
  const model = contractDocument(
    { facts: contract.facts, terms: contract.terms, termsHash: contract.termsHash, template: contract.template },
    contractWording(shown),
  );
  const side = (
    <>
      <SigningCard locale={locale} contract={contract} />
      <DocumentLinks locale={locale} contract={contract} />
    </>
  );
  return (
    <DealFrame locale={locale} deal={deal} part="contract" now={await requestNow()}>
      <Note tone={contract.state === "signed" ? "done" : "info"}>
        {t(lead[contract.state])}{" "}
        {contract.state === "drafting" ? <a href={href(locale, page)}>{t("reload")}</a> : null}
        {contract.yourTurn === "now" ? <a href="#sign">{t("to-sign")}</a> : null}
      </Note>
      <WithSide sideLabel={t("signers")} side={side}>
        <Card
          title={t("text")}
          note={t("prevailing", { language: t(contract.terms.prevailingLanguage) })}
          aside={<Segmented label={t("text")} items={views} />}
        >
          <ContractText model={model} />
        </Card>
      </WithSide>
    </DealFrame>
  );
}
