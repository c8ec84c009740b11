import { createHash } from "node:crypto";
import { canonicalHash, inTransaction, newId } from "@peony/db";
import { deals, offers } from "@peony/db/schema";
import { aListing, aMember, aPerson, type TestDb } from "@peony/db/testing";
import { termsToWire } from "@peony/domain/contracts";
import { sampleFacts, sampleSource } from "@peony/domain/contracts/testing";
import type { PersonActor, SystemActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { draftContract } from "../draft-contract.ts";
import { recordDrafts } from "../record-drafts.ts";

export const house: SystemActor = { kind: "system", name: "documents" };

export type People = {
  readonly seller: PersonActor;
  readonly buyer: PersonActor;
  readonly officer: PersonActor;
  readonly inventor: PersonActor;
  readonly broker: PersonActor;
  readonly stranger: PersonActor;
};

/** A university and a firm with a signatory each, a broker on the deal, and somebody unrelated. */
export const somePeople = async (db: TestDb): Promise<People> => {
  const officer = await aMember(db, "university", ["owner", "manager"], { nameZh: "河洛理工大学", uscc: null });
  const buyer = await aMember(db, "firm", ["signatory"], { nameZh: "洛阳伊滨重载轴承有限公司" });
  const university = { id: officer.orgId ?? "", kind: "university" as const };
  return {
    officer,
    buyer,
    seller: await aPerson(db, university, ["signatory"]),
    inventor: await aPerson(db, university, ["inventor"]),
    broker: await aMember(db, "broker", ["owner", "signatory"]),
    stranger: await aMember(db, "firm", ["owner", "signatory"]),
  };
};

export type Drafted = {
  readonly contractId: Id<"contract">;
  readonly dealId: Id<"deal">;
  readonly listingId: Id<"listing">;
  readonly number: string;
};

/** A deal whose terms are agreed and whose contract was just drafted, as the acceptance of an offer leaves it. */
export const aDraftedContract = async (db: TestDb, people: People): Promise<Drafted> => {
  const now = new Date();
  const dealId = newId("deal");
  const offerId = newId("offer");
  const [seller, buyer, broker] = [people.seller.orgId ?? "", people.buyer.orgId ?? "", people.broker.orgId ?? ""];
  const { terms } = sampleSource({ commissions: [{ organisationId: broker, pct: 3 }] });
  const number = `PN-2026-${dealId.slice(-6)}`;
  const listingId = await aListing(db, seller, { state: "under_option", titleZh: sampleFacts.asset.title.zh });
  await db.admin.insert(deals).values({
    id: dealId,
    number,
    listingId,
    sellerOrgId: seller,
    buyerOrgId: buyer,
    brokerOrgId: broker,
    openedBy: people.buyer.userId,
    createdAt: now,
    updatedAt: now,
  });
  const termsHash = canonicalHash(termsToWire(terms));
  await db.admin.insert(offers).values({
    id: offerId,
    dealId,
    round: 1,
    side: "buyer",
    state: "accepted",
    terms: termsToWire(terms),
    termsHash,
    sentBy: people.buyer.userId,
    sentAt: now,
    expiresAt: new Date(now.getTime() + 86_400_000),
  });
  const contractId = await inTransaction(db.ctx(people.officer), (t) =>
    draftContract(t, {
      dealId,
      dealNumber: number,
      offerId,
      terms,
      termsHash,
      asset: { ...sampleFacts.asset, listingId },
      sellerOrgId: seller,
      buyerOrgId: buyer,
    }),
  );
  return { contractId, dealId, listingId, number };
};

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The same, its texts kept and open for signing; the hash is the one signers see. */
export const aReadyContract = async (
  db: TestDb,
  people: People,
): Promise<Drafted & { readonly documentHash: string }> => {
  const drafted = await aDraftedContract(db, people);
  const documentHash = hashOf(`${drafted.contractId} zh`);
  await recordDrafts(db.ctx(house, db.worker), drafted.contractId, {
    zh: { kind: "draft_zh", sha256: documentHash, size: 10 },
    en: { kind: "draft_en", sha256: hashOf(`${drafted.contractId} en`), size: 10 },
  });
  return { ...drafted, documentHash };
};
