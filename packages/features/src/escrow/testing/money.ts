import { type Ctx, inTransaction, newId } from "@peony/db";
import { contracts, deals, heldItems, type listings, offers, payoutAccounts } from "@peony/db/schema";
import { aListing, aMember, anOrganisation, aPerson, type TestDb } from "@peony/db/testing";
import { type Terms, termsSchema, termsToWire } from "@peony/domain/contracts";
import type { PersonActor, SystemActor } from "@peony/domain/identity";
import { assets, type Currency, type Id, money } from "@peony/domain/shared";
import { asc, eq } from "drizzle-orm";
import { openEscrow } from "../open-escrow.ts";
import { recordFunding } from "../record-funding.ts";
import { startFunding } from "../start-funding.ts";

export const worker: SystemActor = { kind: "system", name: "worker" };
const text = (s: string) => ({ zh: s, en: s });

/** A deal whose contract was just signed, with the people around it. */
export type SignedDeal = {
  readonly dealId: Id<"deal">;
  readonly contractId: Id<"contract">;
  readonly items: readonly Id<"item">[];
  readonly officer: PersonActor;
  readonly firm: PersonActor;
  readonly finance: PersonActor;
  readonly broker: PersonActor;
  readonly stranger: PersonActor;
  /** Acts as the worker does, through its own database role. */
  readonly worker: Ctx;
};

export const someTerms = (brokerOrgId: Id<"organisation">, amounts: readonly string[], over: object = {}): Terms =>
  termsSchema.parse({
    dealType: "exclusive",
    fieldOfUse: text("钨丝"),
    territory: text("中国"),
    termMonths: 60,
    improvementOwner: "each_own",
    patentCostBearer: "licensor",
    milestones: amounts.map((amount, n) => ({
      name: text(`里程碑${n + 1}`),
      amount,
      deliverable: text("样件"),
      testMethod: text("断丝率"),
      dueDays: 30,
    })),
    commissions: [{ organisationId: brokerOrgId, pct: 5 }],
    ...over,
  });

/** Writes deal, offer and contract rows as the flow before would, then opens the escrow as the last signature does. */
export const aSignedDeal = async (
  db: TestDb,
  amounts: readonly string[] = ["60000000", "40000000"],
  over: {
    terms?: object;
    region?: string;
    inventors?: (typeof listings.$inferInsert)["inventors"];
    feeBps?: number;
  } = {},
): Promise<SignedDeal> => {
  const officer = await aMember(db, "university", ["member"], { region: over.region ?? "410300" });
  const firm = await aMember(db, "firm", ["owner"]);
  const broker = await aMember(db, "broker", ["owner"]);
  const [seller, buyer, brokerOrg] = [officer.orgId ?? "", firm.orgId ?? "", broker.orgId ?? ""];
  const finance = await aPerson(db, { id: buyer, kind: "firm" }, ["finance"]);
  const terms = someTerms(brokerOrg, amounts, over.terms);
  const now = new Date();
  const dealId = newId("deal");
  const offerId = newId("offer");
  const contractId = newId("contract");
  const inventors = over.inventors ?? [
    { name: text("张三"), sharePct: 60 },
    { name: text("李四"), sharePct: 40 },
  ];
  const listingId = await aListing(db, seller, { field: "materials", inventors });
  await db.admin.insert(deals).values({
    id: dealId,
    number: `PN-2026-${dealId.slice(-6)}`,
    listingId,
    sellerOrgId: seller,
    buyerOrgId: buyer,
    brokerOrgId: brokerOrg,
    openedBy: firm.userId,
    createdAt: now,
    updatedAt: now,
  });
  await db.admin.insert(offers).values({
    id: offerId,
    dealId,
    round: 1,
    side: "buyer",
    state: "accepted",
    terms: termsToWire(terms),
    termsHash: "hash",
    sentBy: firm.userId,
    sentAt: now,
    expiresAt: now,
  });
  await db.admin.insert(contracts).values({
    id: contractId,
    number: `C-${contractId}`,
    dealId,
    offerId,
    state: "signed",
    terms: termsToWire(terms),
    termsHash: "hash",
    facts: { asset: { inventors } },
    template: "test",
    createdAt: now,
    signedAt: now,
  } as typeof contracts.$inferInsert);
  await inTransaction(db.ctx(firm), (t) =>
    openEscrow(t, {
      dealId,
      contractId,
      sellerOrgId: seller,
      buyerOrgId: buyer,
      brokerOrgId: brokerOrg,
      terms,
      termsHash: "hash",
      platformFeeBps: over.feeBps ?? 50,
    }),
  );
  const rows = await db.admin
    .select({ id: heldItems.id })
    .from(heldItems)
    .where(eq(heldItems.dealId, dealId))
    .orderBy(asc(heldItems.position));
  const stranger = await aPerson(db, { id: await anOrganisation(db, "firm"), kind: "firm" }, ["owner", "finance"]);
  return {
    dealId,
    contractId,
    items: rows.map((r) => r.id),
    officer,
    firm,
    finance,
    broker,
    stranger,
    worker: db.ctx(worker, db.worker),
  };
};

export const itemOf = async (db: TestDb, id: Id<"item"> | undefined) => {
  const [row] = await db.admin
    .select()
    .from(heldItems)
    .where(eq(heldItems.id, id ?? ""));
  if (!row) throw new Error(`no item ${id}`);
  return row;
};

let payments = 0;

/** Pays an item in full, as the provider's event would bring it about. */
export const pay = async (db: TestDb, deal: SignedDeal, itemId: Id<"item"> | undefined): Promise<string> => {
  const item = await itemOf(db, itemId);
  const attempt = await startFunding(db.ctx(deal.finance), { itemId: item.id });
  payments += 1;
  const paymentId = `pi_${payments}_${item.id}`;
  const fee = { balanceTransactionId: `txn_${payments}_${item.id}`, money: money(1_234n, item.currency as Currency) };
  const received = { amount: item.due, asset: assets[item.currency as Currency] };
  await inTransaction(deal.worker, (t) => recordFunding(t, { paymentId, attemptId: attempt.id, received, fee }));
  return paymentId;
};

/** Gives an organisation an account that can receive money. */
export const canReceive = async (db: TestDb, orgId: Id<"organisation"> | null): Promise<void> => {
  const now = new Date();
  await db.admin
    .insert(payoutAccounts)
    .values({
      id: newId("payoutAccount"),
      orgId: orgId ?? "",
      rail: "stripe_transfer",
      providerId: `acct_${orgId}`,
      state: "active",
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({ target: payoutAccounts.orgId, set: { state: "active", updatedAt: now } });
};
