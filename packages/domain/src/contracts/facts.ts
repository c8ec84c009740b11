import type { OrganisationKind } from "../identity/index.ts";
import type { Bilingual } from "../shared/index.ts";
import type { DealType } from "./terms.ts";

export type PartyFacts = {
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly uscc: string;
  readonly region: string;
  readonly address: string;
  readonly legalRepresentative: string;
};

/** The six facts that Civil Code art. 845 §3 asks of a contract on a patent, and what else names the asset. */
export type AssetFacts = {
  /** Null where it is yet to be made for a demand. */
  readonly listingId: string | null;
  readonly kind: string;
  readonly title: Bilingual;
  readonly number: string | null;
  readonly country: string;
  readonly ipc: readonly string[];
  readonly legalStatus: string;
  readonly filingDate: string | null;
  readonly grantDate: string | null;
  readonly inventors: readonly { readonly name: Bilingual; readonly sharePct: number }[];
};

export type BrokerFacts = PartyFacts & { readonly pct: number; readonly payer: "seller" | "buyer" };

/** Everything a contract's text needs beside its terms, frozen when it is drafted. */
export type ContractFacts = {
  readonly contractNumber: string;
  readonly dealNumber: string;
  readonly asset: AssetFacts;
  readonly seller: PartyFacts;
  readonly buyer: PartyFacts;
  readonly brokers: readonly BrokerFacts[];
  /** The platform's fee on each release, taken from the seller's side, in basis points. */
  readonly platformFeeBps: number;
  readonly signers: readonly {
    readonly side: "seller" | "buyer";
    readonly name: string;
    readonly organisationId: string;
  }[];
  /** ISO date on which the terms were agreed. */
  readonly agreedOn: string;
};

/** Deal types that leave nothing for another taker: agreeing on one reserves the listing and lapses its rivals. */
export const exclusiveDealTypes = ["assignment", "exclusive", "sole"] as const satisfies readonly DealType[];
export const isExclusive = (type: DealType): boolean => (exclusiveDealTypes as readonly DealType[]).includes(type);

/** The platform's fee in this release: 2 % of each release. */
export const platformFeeBps = 200;
