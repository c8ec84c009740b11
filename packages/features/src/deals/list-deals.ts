import { type Ctx, reading } from "@peony/db";
import { contractSigners, contracts, deals, heldItems, listings, offers, organisations } from "@peony/db/schema";
import { dealPhase, dealTurn } from "@peony/domain/deals";
import { isTeam, requireMember } from "@peony/domain/identity";
import { type DealRole, dealRole, decodeCursor, encodeCursor, type Page } from "@peony/domain/shared";
import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";

const perPage = 20;

/** The own organisation's deals, last touched first, each with its phase and whose turn it is; none for inventors and experts. Three queries, whatever the number of deals. */
export const listDeals = async (ctx: Ctx, input: { limit?: number; cursor?: string } = {}): Promise<Page<DealRow>> => {
  const member = requireMember(ctx.actor);
  if (!isTeam(member)) return { rows: [], next: null };
  const limit = input.limit ?? perPage;
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const org = member.orgId;
  return reading(ctx, async (t) => {
    const mine = or(eq(deals.sellerOrgId, org), eq(deals.buyerOrgId, org), eq(deals.brokerOrgId, org));
    const page =
      after && typeof after[0] === "number"
        ? or(
            lt(deals.updatedAt, new Date(after[0])),
            and(eq(deals.updatedAt, new Date(after[0])), lt(deals.id, String(after[1]))),
          )
        : undefined;
    const found = await t.tx
      .select({ deal: deals, titleZh: listings.titleZh, titleEn: listings.titleEn })
      .from(deals)
      .innerJoin(listings, eq(listings.id, deals.listingId))
      .where(and(mine, page))
      .orderBy(desc(deals.updatedAt), desc(deals.id))
      .limit(limit + 1);
    const shown = found.slice(0, limit);
    const ids = shown.map((r) => r.deal.id);
    if (ids.length === 0) return { rows: [], next: null };
    const others = [...new Set(shown.flatMap((r) => [r.deal.sellerOrgId, r.deal.buyerOrgId]))];
    const names = new Map(
      (
        await t.tx
          .select({
            id: organisations.id,
            nameZh: organisations.nameZh,
            nameEn: organisations.nameEn,
            shortZh: organisations.shortZh,
            fictional: organisations.fictional,
          })
          .from(organisations)
          .where(inArray(organisations.id, others))
      ).map((o) => [o.id, o]),
    );
    const rounds = await t.tx
      .select()
      .from(offers)
      .where(
        and(
          inArray(offers.dealId, ids),
          sql`not exists (select 1 from offers later where later.deal_id = ${offers.dealId} and later.round > ${offers.round})`,
        ),
      );
    const texts = await t.tx
      .select({
        dealId: contracts.dealId,
        state: contracts.state,
        next: sql<
          "seller" | "buyer" | null
        >`(select s.side from ${contractSigners} s where s.contract_id = ${contracts.id} and s.state = 'waiting' order by s.position limit 1)`,
      })
      .from(contracts)
      .where(inArray(contracts.dealId, ids));
    const items = await t.tx
      .select({ dealId: heldItems.dealId, state: heldItems.state, deadline: heldItems.deadline })
      .from(heldItems)
      .where(inArray(heldItems.dealId, ids))
      .orderBy(heldItems.position);
    const rows = shown.map(({ deal, titleZh, titleEn }) => {
      const role = dealRole(org, deal);
      const offer = role === "broker" ? null : (rounds.find((o) => o.dealId === deal.id) ?? null);
      const text = texts.find((c) => c.dealId === deal.id);
      const money = items.filter((i) => i.dealId === deal.id);
      const contract = text ? { state: text.state, nextSigner: text.next } : null;
      const parts = {
        offer: offer?.state ?? null,
        contract: contract?.state ?? (role === "broker" && money.length > 0 ? ("signed" as const) : null),
        items: money.map((i) => i.state),
      };
      const other = names.get(role === "seller" ? deal.buyerOrgId : deal.sellerOrgId);
      return {
        id: deal.id,
        number: deal.number,
        titleZh,
        titleEn,
        role,
        other,
        phase: dealPhase(parts),
        turn: role === "broker" ? null : dealTurn({ offer, contract, items: money }),
        updatedAt: deal.updatedAt,
      };
    });
    const last = shown.at(-1)?.deal;
    return { rows, next: found.length > limit && last ? encodeCursor([last.updatedAt.getTime(), last.id]) : null };
  });
};

export type DealRow = {
  id: string;
  number: string;
  titleZh: string;
  titleEn: string;
  role: DealRole | null;
  other: { nameZh: string; nameEn: string; shortZh: string; fictional: boolean } | undefined;
  phase: ReturnType<typeof dealPhase>;
  turn: ReturnType<typeof dealTurn> | null;
  updatedAt: Date;
};
