import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import {
  contractSigners,
  contracts,
  deals,
  demands,
  heldItems,
  listings,
  offers,
  organisations,
  rooms,
  users,
} from "@peony/db/schema";
import { type DealPhase, type DealTurn, dealPhase, dealTurn, mayTake, stepOf } from "@peony/domain/deals";
import { isTeam, requireMember } from "@peony/domain/identity";
import { type DealRole, DomainError, dealRole, type Id } from "@peony/domain/shared";
import { asc, desc, eq } from "drizzle-orm";
import { awaitedAccounts } from "../escrow/index.ts";
import { gateOf } from "../shared/index.ts";

type Deal = typeof deals.$inferSelect;
type Offer = typeof offers.$inferSelect;

const orgRef = async (t: TxCtx, id: Id<"organisation"> | null) => {
  if (!id) return null;
  const [o] = await t.tx
    .select({
      id: organisations.id,
      slug: organisations.slug,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      shortZh: organisations.shortZh,
      fictional: organisations.fictional,
    })
    .from(organisations)
    .where(eq(organisations.id, id));
  return o ?? null;
};

const roundsOf = (t: TxCtx, dealId: Id<"deal">) =>
  t.tx
    .select({ offer: offers, sender: users.name })
    .from(offers)
    .innerJoin(users, eq(users.id, offers.sentBy))
    .where(eq(offers.dealId, dealId))
    .orderBy(desc(offers.round));

const contractOf = async (t: TxCtx, dealId: Id<"deal">) => {
  const [c] = await t.tx
    .select({
      id: contracts.id,
      number: contracts.number,
      state: contracts.state,
      signedAt: contracts.signedAt,
      createdAt: contracts.createdAt,
    })
    .from(contracts)
    .where(eq(contracts.dealId, dealId));
  if (!c) return null;
  const signers = await t.tx
    .select({
      side: contractSigners.side,
      state: contractSigners.state,
      userId: contractSigners.userId,
      signedAt: contractSigners.signedAt,
      name: users.name,
    })
    .from(contractSigners)
    .innerJoin(users, eq(users.id, contractSigners.userId))
    .where(eq(contractSigners.contractId, c.id))
    .orderBy(asc(contractSigners.position));
  return { ...c, signers, nextSigner: signers.find((s) => s.state === "waiting") ?? null };
};

const itemsOf = async (t: TxCtx, dealId: Id<"deal">) => {
  const awaited = await awaitedAccounts(t, [dealId]);
  const rows = await t.tx
    .select({
      id: heldItems.id,
      position: heldItems.position,
      name: heldItems.name,
      state: heldItems.state,
      due: heldItems.due,
      currency: heldItems.currency,
      deadline: heldItems.deadline,
    })
    .from(heldItems)
    .where(eq(heldItems.dealId, dealId))
    .orderBy(asc(heldItems.position));
  return rows.map((row) => ({ ...row, awaits: awaited.get(row.id) ?? [] }));
};
type Item = Awaited<ReturnType<typeof itemsOf>>[number];

const listingOf = async (t: TxCtx, id: Id<"listing"> | null) => {
  if (!id) return null;
  const found = await t.tx
    .select({
      id: listings.id,
      slug: listings.slug,
      titleZh: listings.titleZh,
      titleEn: listings.titleEn,
      state: listings.state,
      ipc: listings.ipc,
      rights: listings.rights,
    })
    .from(listings)
    .where(eq(listings.id, id));
  return oneOr404(found, id);
};

/** What the deal is about: a listing, a demand, or a listing for a demand; `title` is the listing's, else the demand's. */
const subjectOf = async (t: TxCtx, deal: Deal) => {
  const listing = await listingOf(t, deal.listingId);
  const [demand] = deal.demandId
    ? await t.tx
        .select({
          number: demands.number,
          titleZh: demands.titleZh,
          titleEn: demands.titleEn,
          rights: demands.rightsWanted,
        })
        .from(demands)
        .where(eq(demands.id, deal.demandId))
    : [];
  const { titleZh, titleEn } = listing ?? oneOr404(demand ? [demand] : [], deal.id);
  return { listing, demand: demand ?? null, title: { titleZh, titleEn } };
};

/** A class that the teaser does not show is not shown with the deal either. */
const behindGate = (subject: Awaited<ReturnType<typeof subjectOf>>, open: boolean) =>
  open || !subject.listing ? subject : { ...subject, listing: { ...subject.listing, ipc: [] } };

const roomOf = async (t: TxCtx, dealId: Id<"deal">) => {
  const [room] = await t.tx
    .select({ state: rooms.state, useCase: rooms.useCase, createdAt: rooms.createdAt })
    .from(rooms)
    .where(eq(rooms.dealId, dealId));
  return room ?? null;
};

/** What a reader is shown of the parts; a broker is shown no round, room, contract or sum, and whose turn it is only among the payments. */
type Parts = {
  readonly phase: DealPhase;
  readonly turn: DealTurn | null;
  readonly room: Awaited<ReturnType<typeof roomOf>>;
  readonly rounds: (Offer & { readonly sender: string })[];
  readonly contract: Awaited<ReturnType<typeof contractOf>>;
  readonly items: (Omit<Item, "due"> & { readonly due: bigint | null })[];
};

/** All parts of a deal with its phase and whose turn it is, as the parties see them. */
const partsForParty = async (t: TxCtx, dealId: Id<"deal">, reader: DealRole): Promise<Parts> => {
  const rounds = (await roundsOf(t, dealId)).map(({ offer, sender }) => ({ ...offer, sender }));
  const contract = await contractOf(t, dealId);
  const items = await itemsOf(t, dealId);
  const offer = rounds[0] ?? null;
  const states = items.map((i) => i.state);
  const nextSigner = contract?.nextSigner?.side ?? null;
  return {
    phase: dealPhase({ offer: offer?.state ?? null, contract: contract?.state ?? null, items: states }),
    turn: dealTurn({ offer, contract: contract && { state: contract.state, nextSigner }, items, reader }),
    room: await roomOf(t, dealId),
    rounds,
    contract,
    items,
  };
};
/** What a buyer still sees once the export gate has closed before it: that there is a deal, how far it is, and no text of it. */
const partsBehindGate = (parts: Parts): Parts => ({
  ...parts,
  turn: null,
  room: null,
  rounds: [],
  contract: null,
});
/** How far the payments are, and nothing else. */
const partsForBroker = async (t: TxCtx, dealId: Id<"deal">): Promise<Parts> => {
  const items = (await itemsOf(t, dealId)).map((i) => ({ ...i, due: null }));
  const contract = items.length > 0 ? "signed" : null;
  return {
    phase: dealPhase({ offer: null, contract, items: items.map((i) => i.state) }),
    turn: contract
      ? dealTurn({ offer: null, contract: { state: contract, nextSigner: null }, items, reader: "broker" })
      : null,
    room: null,
    rounds: [],
    contract: null,
    items,
  };
};

/**
 * A deal as one of its parties sees it, by its public number: its parts, where it is, and whose turn it is. A broker on the deal
 * sees the head only and how far the payments are, never an offer, a sum, a term or a text; anybody else sees nothing. @throws DomainError not-found
 */
export const readDeal = async (ctx: Ctx, number: string) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const deal = oneOr404(await t.tx.select().from(deals).where(eq(deals.number, number)), number);
    const role = isTeam(member) ? dealRole(member.orgId, deal) : null;
    if (!role) throw new DomainError("not-found", `${number} hidden from ${member.orgId}`);
    const all = role === "broker" ? await partsForBroker(t, deal.id) : await partsForParty(t, deal.id, role);
    const gate = await gateOf(t, deal);
    const parts = gate === "open" || role !== "buyer" ? all : partsBehindGate(all);
    return {
      id: deal.id,
      number: deal.number,
      role,
      step: stepOf(parts.phase),
      createdAt: deal.createdAt,
      updatedAt: deal.updatedAt,
      ...behindGate(await subjectOf(t, deal), gate === "open" || role !== "buyer"),
      seller: await orgRef(t, deal.sellerOrgId),
      buyer: await orgRef(t, deal.buyerOrgId),
      broker: await orgRef(t, deal.brokerOrgId),
      ...parts,
      /** The technology is open to the buyer; where it is not, nothing moves until its class changes. */
      gateOpen: gate === "open",
      /** It is this reader's own turn: the side's, and one of the roles that take the step. */
      mayAct: mayTake(parts.turn, role, member.roles),
    };
  });
};

export type DealView = Awaited<ReturnType<typeof readDeal>>;
