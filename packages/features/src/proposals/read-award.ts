import { type Ctx, oneOr404, reading } from "@peony/db";
import { deals, demands, proposals } from "@peony/db/schema";
import { requireMember } from "@peony/domain/identity";
import { and, eq, sql } from "drizzle-orm";
import { readDemand } from "../demands/index.ts";

type Found = { nameZh: string; nameEn: string; slug: string; fictional: boolean; at: Date; note: string };

/**
 * The award notice for whoever may read the demand: what was asked, who won, when; a hidden demander stays hidden. Nothing of the
 * proposal is in it. @throws DomainError not-found
 */
export const readAward = async (ctx: Ctx, number: string) => {
  const demand = await readDemand(ctx, number);
  const { rows } = await reading(ctx, (t) =>
    t.tx.execute<Found>(sql`
      select o.name_zh as "nameZh", o.name_en as "nameEn", o.slug, o.fictional, a.decided_at as at, a.note
      from award_of(${demand.id}) a join organisations o on o.id = a.org_id`),
  );
  const { at, note, ...winner } = oneOr404(rows, number);
  return {
    number,
    titleZh: demand.titleZh,
    titleEn: demand.titleEn,
    targets: demand.targets,
    field: demand.field,
    visibility: demand.visibility,
    owner: demand.owner,
    own: demand.own,
    winner,
    at: new Date(at),
    note,
  };
};
export type Award = Awaited<ReturnType<typeof readAward>>;

/** Number of the deal that the award of an own challenge opened; null before it, and for everybody but its demander. */
export const readAwardedDeal = async (ctx: Ctx, number: string): Promise<string | null> => {
  const { orgId } = requireMember(ctx.actor);
  const [deal] = await reading(ctx, (t) =>
    t.tx
      .select({ number: deals.number })
      .from(deals)
      .innerJoin(proposals, eq(proposals.dealId, deals.id))
      .innerJoin(demands, eq(demands.id, proposals.demandId))
      .where(and(eq(demands.number, number), eq(demands.orgId, orgId))),
  );
  return deal?.number ?? null;
};
