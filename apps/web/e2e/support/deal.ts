import { type Ctx, newId, noOrigin } from "@peony/db";
import { termsSchema } from "@peony/domain/contracts";
import type { MemberRole } from "@peony/domain/identity";
import { createListingInput } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { signContract } from "@peony/features/contracts";
import { deliverItem } from "@peony/features/escrow";
import { actorOf } from "@peony/features/identity";
import { createListing, publishListing } from "@peony/features/listings";
import { acceptOffer, sendOffer, termsHash } from "@peony/features/offers";
import { openRoom } from "@peony/features/rooms";
import { expect } from "@playwright/test";
import { clearListing } from "./clearance.ts";
import { db, one, sql } from "./database.ts";
import { type Account, addressOf } from "./people.ts";
import { draft, oneMilestone } from "./samples.ts";

/** A demo account as a command's context, proved a moment ago. */
export const actingAs = async (account: Account): Promise<Ctx> => {
  const seat = await one<{ user_id: Id<"user">; org_id: Id<"organisation">; roles: MemberRole[] }>(
    sql`select m.user_id, m.org_id from members m join users u on u.id = m.user_id where u.email = ${addressOf(account)}`,
  );
  const actor = await actorOf(db(), seat.user_id, seat.org_id, "session");
  if (!actor) throw new Error(`${account} has no seat`);
  return { db: db(), actor: { ...actor, provedAt: new Date() }, origin: { ...noOrigin, agent: "journey" }, newId };
};

export type SignedDeal = { readonly dealId: Id<"deal">; readonly number: string; readonly itemId: Id<"item"> };

/**
 * A deal of the demo university and the demo firm whose contract is signed and whose one milestone waits for money, made by the
 * same commands as everybody's. @param title of its listing, fresh for each run
 */
export const signedDeal = async (title: string): Promise<SignedDeal> => {
  const [tto, firm] = [await actingAs("tto"), await actingAs("firm")];
  const listing = createListingInput.parse({ id: newId("listing"), ...draft(title) });
  await createListing(tto, listing);
  await clearListing(listing.id);
  await publishListing(tto, { id: listing.id, version: 1 });
  const dealId = newId("deal");
  const { number } = await openRoom(firm, { dealId, listingId: listing.id, useCase: title });
  const offerId = newId("offer");
  const terms = termsSchema.parse(oneMilestone);
  await sendOffer(firm, { id: offerId, dealId, terms, message: "" });
  await acceptOffer(tto, { offerId, termsHash: termsHash(terms) });
  type Drawn = { id: Id<"contract">; document_hash: string | null };
  const contract = () => one<Drawn>(sql`select id, document_hash from contracts where deal_id = ${dealId}`);
  await expect.poll(async () => (await contract()).document_hash, { timeout: 30_000 }).not.toBeNull();
  const { id, document_hash } = await contract();
  for (const signer of ["signer", "firmsigner"] as const)
    await signContract(await actingAs(signer), { contractId: id, documentHash: document_hash ?? "" });
  const item = await one<{ id: Id<"item"> }>(sql`select id from held_items where deal_id = ${dealId}`);
  return { dealId, number, itemId: item.id };
};

export const deliver = async (itemId: Id<"item">): Promise<void> =>
  deliverItem(await actingAs("tto"), { itemId, note: "样件 20 套已送达", fileIds: [] });

export type Standing = {
  readonly state: string;
  readonly attempts: string[];
  readonly events: string[];
  readonly funded: string[];
  readonly released: string[];
  readonly disbursed: string[];
};

/** Everything the database knows of an item's money; each booking as its amount. */
export const standingOf = (itemId: Id<"item">): Promise<Standing> =>
  one<Standing>(sql`
    with lines as (
      select t.kind, t.phase, e.amount, e.side, a.code from ledger.transfer t
      join ledger.entry e on e.transfer_id = t.id join ledger.account a on a.id = e.account_id
      where t.ref->>'itemId' = ${itemId} or t.ref->>'disbursementId' in (select id from disbursements where item_id = ${itemId}))
    select h.state,
      array(select state from payment_attempts where item_id = h.id order by id) as attempts,
      array(select event from escrow_events where item_id = h.id order by seq) as events,
      array(select amount::text from lines where kind = 'fund' and side = 'credit') as funded,
      array(select amount::text from lines where kind = 'release' and side = 'debit') as released,
      array(select d.role || ' ' || d.state from disbursements d where d.item_id = h.id order by d.role) as disbursed
    from held_items h where h.id = ${itemId}`);
