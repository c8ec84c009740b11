import { type Ctx, reading, type TxCtx } from "@peony/db";
import {
  contractSigners,
  contracts,
  deals,
  demands,
  heldItems,
  listings,
  offers,
  organisations,
} from "@peony/db/schema";
import { dealPhase, dealTurn, mayTake } from "@peony/domain/deals";
import { isTeam, requireMember } from "@peony/domain/identity";
import {
  type DealRole,
  type DealSide,
  dealRole,
  decodeCursor,
  encodeCursor,
  type Id,
  type Page,
} from "@peony/domain/shared";
import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { awaitedAccounts } from "../escrow/index.ts";

const perPage = 20;

export type DealRow = {
  id: string;
  number: string;
  titleZh: string;
  titleEn: string;
  role: DealRole | null;
  other: { nameZh: string; nameEn: string; shortZh: string; fictional: boolean } | undefined;
  phase: ReturnType<typeof dealPhase>;
  turn: ReturnType<typeof dealTurn> | null;
  /** It is this reader's own turn: the side's, and one of the roles that take the step. */
  mayAct: boolean;
  updatedAt: Date;
};

/** The organisation's deals after a cursor, last touched first, with the titles of what they are about. */
const dealsOf = (t: TxCtx, org: Id<"organisation">, cursor: string | undefined, limit: number) => {
  const mine = or(eq(deals.sellerOrgId, org), eq(deals.buyerOrgId, org), eq(deals.brokerOrgId, org));
  const after = cursor ? decodeCursor(cursor) : null;
  const page =
    after && typeof after[0] === "number"
      ? or(
          lt(deals.updatedAt, new Date(after[0])),
          and(eq(deals.updatedAt, new Date(after[0])), lt(deals.id, String(after[1]))),
        )
      : undefined;
  return t.tx
    .select({
      deal: deals,
      // what was awarded without a listing is called by the demand it answers
      titleZh: sql<string>`coalesce(${listings.titleZh}, ${demands.titleZh}, '')`,
      titleEn: sql<string>`coalesce(${listings.titleEn}, ${demands.titleEn}, '')`,
    })
    .from(deals)
    .leftJoin(listings, eq(listings.id, deals.listingId))
    .leftJoin(demands, eq(demands.id, deals.demandId))
    .where(and(mine, page))
    .orderBy(desc(deals.updatedAt), desc(deals.id))
    .limit(limit);
};
type Found = Awaited<ReturnType<typeof dealsOf>>[number];

/** Names of the parties by their ids. */
const partiesOf = async (t: TxCtx, shown: readonly Found[]) => {
  const ids = [...new Set(shown.flatMap((r) => [r.deal.sellerOrgId, r.deal.buyerOrgId]))];
  const rows = await t.tx
    .select({
      id: organisations.id,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      shortZh: organisations.shortZh,
      fictional: organisations.fictional,
    })
    .from(organisations)
    .where(inArray(organisations.id, ids));
  return new Map(rows.map((o) => [o.id, o]));
};

/** What phase and turn are read from: the last round, the contract with whoever signs next, and the payments of each deal. */
const partsOf = async (t: TxCtx, ids: readonly Id<"deal">[]) => {
  const later = sql`select 1 from offers later where later.deal_id = ${offers.dealId} and later.round > ${offers.round}`;
  const rounds = await t.tx
    .select()
    .from(offers)
    .where(and(inArray(offers.dealId, [...ids]), sql`not exists (${later})`));
  const texts = await t.tx
    .select({
      dealId: contracts.dealId,
      state: contracts.state,
      // the outer row by its full name: in a list of columns the builder leaves the table's name out, and a bare id is the signer's
      next: sql<DealSide | null>`(select s.side from ${contractSigners} s
        where s.contract_id = contracts.id and s.state = 'waiting' order by s.position limit 1)`,
    })
    .from(contracts)
    .where(inArray(contracts.dealId, [...ids]));
  const items = await t.tx
    .select({ id: heldItems.id, dealId: heldItems.dealId, state: heldItems.state, deadline: heldItems.deadline })
    .from(heldItems)
    .where(inArray(heldItems.dealId, [...ids]))
    .orderBy(heldItems.position);
  const awaited = await awaitedAccounts(t, ids);
  return { rounds, texts, items: items.map((i) => ({ ...i, awaits: awaited.get(i.id) ?? [] })) };
};
type Parts = Awaited<ReturnType<typeof partsOf>>;

/** Where a deal stands for one role: brokers see how far the payments are and whose turn it is among them. */
const standingOf = (dealId: Id<"deal">, role: DealRole | null, parts: Parts): Pick<DealRow, "phase" | "turn"> => {
  const items = parts.items.filter((i) => i.dealId === dealId);
  const states = items.map((i) => i.state);
  const text = parts.texts.find((c) => c.dealId === dealId);
  if (role === "broker") {
    const contract = text?.state ?? (items.length > 0 ? "signed" : null);
    const turn =
      items.length > 0
        ? dealTurn({ offer: null, contract: { state: "signed", nextSigner: null }, items, reader: role })
        : null;
    return { phase: dealPhase({ offer: null, contract, items: states }), turn };
  }
  const offer = parts.rounds.find((o) => o.dealId === dealId) ?? null;
  const contract = text ? { state: text.state, nextSigner: text.next } : null;
  return {
    phase: dealPhase({ offer: offer?.state ?? null, contract: contract?.state ?? null, items: states }),
    turn: dealTurn({ offer, contract, items, reader: role }),
  };
};

/** The own organisation's deals, last touched first, each with its phase and whose turn it is; none for inventors and experts. The number of queries does not grow with the number of deals. */
export const listDeals = async (ctx: Ctx, input: { limit?: number; cursor?: string } = {}): Promise<Page<DealRow>> => {
  const member = requireMember(ctx.actor);
  if (!isTeam(member)) return { rows: [], next: null };
  const limit = input.limit ?? perPage;
  return reading(ctx, async (t) => {
    const found = await dealsOf(t, member.orgId, input.cursor, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1)?.deal;
    if (!last) return { rows: [], next: null };
    const names = await partiesOf(t, shown);
    const parts = await partsOf(
      t,
      shown.map((r) => r.deal.id),
    );
    const rows = shown.map(({ deal, titleZh, titleEn }) => {
      const role = dealRole(member.orgId, deal);
      const standing = standingOf(deal.id, role, parts);
      return {
        id: deal.id,
        number: deal.number,
        titleZh,
        titleEn,
        role,
        other: names.get(role === "seller" ? deal.buyerOrgId : deal.sellerOrgId),
        ...standing,
        mayAct: mayTake(standing.turn, role, member.roles),
        updatedAt: deal.updatedAt,
      };
    });
    return { rows, next: found.length > limit ? encodeCursor([last.updatedAt.getTime(), last.id]) : null };
  });
};
