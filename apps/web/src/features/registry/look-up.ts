import {
  applicantIsOurs,
  type FilledField,
  isPatentRegistryError,
  type PatentFinding,
  type PatentNumber,
  type PatentRegistry,
  type PatentRegistryFault,
  registryToFields,
} from "@peony/domain/listings";
import type { readOwnListing } from "@peony/features/listings";

export type OwnListing = Awaited<ReturnType<typeof readOwnListing>>;

/** What came of a look-up: the right and what it fills here, none under this number, or a register that gave no answer. */
export type LookedUp =
  | {
      readonly kind: "found";
      readonly finding: PatentFinding;
      readonly fields: readonly FilledField[];
      /** False where the register names applicants and none of them is the listing's owner. */
      readonly ours: boolean;
    }
  | { readonly kind: "none" }
  | { readonly kind: PatentRegistryFault; readonly retryAfterSeconds: number | null };

/** The listing as its form has it: one title, and an ORCID iD or none with each inventor. */
export const fillableOf = (listing: OwnListing) => ({
  ...listing,
  title: { zh: listing.titleZh, en: listing.titleEn },
  inventors: listing.inventors.map((one) => ({ ...one, orcid: one.orcid ?? null })),
});

/** Asks the register about a number for an own listing. Calls out; never within a transaction. */
export const lookUpPatent = async (
  registry: PatentRegistry,
  listing: OwnListing,
  number: PatentNumber,
): Promise<LookedUp> => {
  try {
    const finding = await registry.find(number);
    if (!finding) return { kind: "none" };
    const { nameZh, nameEn, shortZh } = listing.owner;
    return {
      kind: "found",
      finding,
      fields: registryToFields(finding, fillableOf(listing)),
      ours: applicantIsOurs(finding.record, [nameZh, nameEn, shortZh]),
    };
  } catch (e) {
    if (!isPatentRegistryError(e)) throw e;
    return { kind: e.fault, retryAfterSeconds: e.retryAfterSeconds };
  }
};
