import type { ContractFacts, Terms } from "../contracts/index.ts";
import { planItem, releaseLines } from "../escrow/index.ts";
import { assets, type Bilingual } from "../shared/index.ts";

/**
 * What a deal brings its seller over all milestones, in minor units: the price, and of it what brokers and platform take. The same
 * rules as at each release, so that preview and statements agree.
 */
export const dealReceipts = (terms: Terms, platformFeeBps: number): { gross: bigint; costs: bigint } => {
  let gross = 0n;
  let net = 0n;
  for (const { amount } of terms.milestones) {
    const { due, splits } = planItem(amount, terms.commissions, platformFeeBps);
    const [seller] = releaseLines({ amount: due, asset: assets[terms.currency] }, "", splits);
    gross += amount;
    net += seller?.money.amount ?? 0n;
  }
  return { gross, costs: gross - net };
};

/** What the notice of an agreed deal says (Henan Regulation, art. 20): the inventors confirm it before it is posted. */
export type NoticeText = {
  readonly dealNumber: string;
  readonly title: Bilingual;
  readonly number: string | null;
  readonly seller: Bilingual;
  readonly buyer: Bilingual;
  readonly dealType: Terms["dealType"];
  /** Minor units as a decimal string. */
  readonly price: string;
  readonly currency: Terms["currency"];
  readonly inventors: readonly { readonly name: Bilingual; readonly sharePct: number }[];
  readonly agreedOn: string;
};

export const noticeTextOf = (facts: ContractFacts, terms: Terms): NoticeText => ({
  dealNumber: facts.dealNumber,
  title: facts.asset.title,
  number: facts.asset.number,
  seller: { zh: facts.seller.nameZh, en: facts.seller.nameEn },
  buyer: { zh: facts.buyer.nameZh, en: facts.buyer.nameEn },
  dealType: terms.dealType,
  price: terms.milestones.reduce((sum, m) => sum + m.amount, 0n).toString(),
  currency: terms.currency,
  inventors: facts.asset.inventors,
  agreedOn: facts.agreedOn,
});
