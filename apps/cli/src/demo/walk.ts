import { type Db, newId } from "@peony/db";
import { contracts, deals, heldItems, offers, payoutAccounts } from "@peony/db/schema";
import type { PaymentPort } from "@peony/domain/escrow";
import { signContract } from "@peony/features/contracts";
import { acceptItem, deliverItem } from "@peony/features/escrow";
import { acceptOffer, counterOffer, declineOffer, sendOffer, termsHash, withdrawOffer } from "@peony/features/offers";
import { openRoom } from "@peony/features/rooms";
import { and, eq, inArray } from "drizzle-orm";
import { CommandFailed } from "../command.ts";
import { openPayoutAccount, payItem } from "./pay.ts";
import { actingAs, listingByKey, orgByKey } from "./people.ts";
import { type DemoDeal, type Stage, stages } from "./plan.ts";

export type Walk = { readonly db: Db; readonly payments: PaymentPort; readonly origin: string };

const reaches = (wanted: Stage, stage: Stage): boolean => stages.indexOf(wanted) >= stages.indexOf(stage);

/** Waits for what the worker does; the demo's deals take the road that everybody's take. */
const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new CommandFailed(`Waited a minute for ${what}; is the worker running?`);
    await new Promise((go) => setTimeout(go, 250));
  }
};

const offerRounds = async (
  walk: Walk,
  d: DemoDeal,
  dealId: string,
  sellerId: string,
  buyerId: string,
): Promise<boolean> => {
  const { db } = walk;
  if ((await db.$count(offers, eq(offers.dealId, dealId))) > 0) return true;
  const [seller, buyer] = [await actingAs(db, sellerId, "manager"), await actingAs(db, buyerId, "manager")];
  const commissions = d.broker
    ? [{ organisationId: (await orgByKey(db, d.broker)).id, pct: 5, payer: "seller" as const }]
    : [];
  const first = newId("offer");
  await sendOffer(buyer, { id: first, dealId, terms: d.terms, message: "" });
  if (d.stage === "offered") return false;
  if (d.stage === "withdrawn") await withdrawOffer(buyer, { offerId: first });
  if (d.stage === "declined") await declineOffer(seller, { offerId: first, reason: "timing" });
  if (d.stage === "withdrawn" || d.stage === "declined") return false;
  const better = { ...d.terms, royaltyPct: d.terms.royaltyPct + 1, commissions };
  const second = newId("offer");
  const rest = d.broker ? "佣金按居间约定列明，其余不变" : "其余不变";
  await counterOffer(seller, { id: second, answers: first, terms: better, message: `提成提高 1 个百分点，${rest}。` });
  if (d.stage === "countered") return false;
  await acceptOffer(buyer, { offerId: second, termsHash: termsHash(better) });
  return true;
};

const sign = async (walk: Walk, d: DemoDeal, dealId: string, orgIds: readonly string[]): Promise<void> => {
  const ready = await until(`the contract of ${d.listing}`, async () => {
    const [c] = await walk.db.select().from(contracts).where(eq(contracts.dealId, dealId));
    return c?.documentHash ? { id: c.id, documentHash: c.documentHash } : undefined;
  });
  if (!reaches(d.stage, "half_signed")) return;
  const signers = d.stage === "half_signed" ? orgIds.slice(0, 1) : orgIds;
  for (const orgId of signers)
    await signContract(await actingAs(walk.db, orgId, "signatory"), {
      contractId: ready.id,
      documentHash: ready.documentHash,
    });
};

const item = async (walk: Walk, dealId: string, position: number) => {
  const [row] = await walk.db
    .select()
    .from(heldItems)
    .where(and(eq(heldItems.dealId, dealId), eq(heldItems.position, position)));
  if (!row) throw new CommandFailed(`${dealId} has no milestone ${position}.`);
  return row;
};
const inState = (walk: Walk, dealId: string, position: number, ...states: string[]) =>
  until(`milestone ${position} to be ${states.join(" or ")}`, async () => {
    const row = await item(walk, dealId, position);
    return states.includes(row.state) ? row : undefined;
  });

const perform = async (
  walk: Walk,
  dealId: string,
  sellerId: string,
  buyerId: string,
  position: number,
  last: "held" | "delivered" | "settled",
): Promise<void> => {
  const row = await inState(
    walk,
    dealId,
    position,
    "awaiting_funds",
    "funding",
    "held",
    "delivered",
    "releasing",
    "settled",
  );
  if (row.state === "awaiting_funds" || row.state === "funding")
    await payItem(walk.db, walk.payments, buyerId, row.id, walk.origin);
  const held = await inState(walk, dealId, position, "held", "delivered", "releasing", "settled");
  if (last === "held") return;
  if (held.state === "held")
    await deliverItem(await actingAs(walk.db, sellerId, "manager"), {
      itemId: row.id,
      note: "文件与样件已按清单交付，清单见附件目录。",
      fileIds: [],
    });
  if (last === "delivered") return;
  const delivered = await item(walk, dealId, position);
  if (delivered.state === "delivered")
    await acceptItem(await actingAs(walk.db, buyerId, "manager"), { itemId: row.id });
  await inState(walk, dealId, position, "settled");
};

/** Walks one demo deal to its stage through the same commands as everybody's; a walk that was cut short goes on where it stopped. */
export const walkDeal = async (walk: Walk, d: DemoDeal): Promise<void> => {
  const { db } = walk;
  const listing = await listingByKey(db, d.listing);
  const [sellerId, buyerId] = [listing.orgId, (await orgByKey(db, d.buyer)).id];
  const known = await db
    .select()
    .from(deals)
    .where(and(eq(deals.listingId, listing.id), eq(deals.buyerOrgId, buyerId)));
  const dealId = known[0]?.id ?? newId("deal");
  if (!known[0])
    await openRoom(await actingAs(db, buyerId, "manager"), { dealId, listingId: listing.id, useCase: d.useCase });
  if (d.stage === "enquiry" || !(await offerRounds(walk, d, dealId, sellerId, buyerId))) return;
  if (!reaches(d.stage, "ready_to_sign")) return;
  await sign(walk, d, dealId, [sellerId, buyerId]);
  if (!reaches(d.stage, "funded")) return;
  const payees = [sellerId, ...(d.broker ? [(await orgByKey(db, d.broker)).id] : [])];
  for (const orgId of payees) await openPayoutAccount(db, walk.payments, orgId, walk.origin);
  await until("the payout accounts", async () =>
    (await db.$count(
      payoutAccounts,
      and(inArray(payoutAccounts.orgId, payees), eq(payoutAccounts.state, "active")),
    )) === payees.length
      ? true
      : undefined,
  );
  await perform(
    walk,
    dealId,
    sellerId,
    buyerId,
    1,
    d.stage === "funded" ? "held" : d.stage === "delivered" ? "delivered" : "settled",
  );
  if (d.stage === "settled") await perform(walk, dealId, sellerId, buyerId, 2, "settled");
};
