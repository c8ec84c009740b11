import { type Ctx, reading, type TxCtx } from "@peony/db";
import { deals, heldItems, rewardCalculations, rewardLines, rewardObjections, rewardPayments } from "@peony/db/schema";
import { type MemberRole, officerRoles, requireMember } from "@peony/domain/identity";
import { type ObjectionState, objectionEnds, type RewardRule } from "@peony/domain/royalties";
import { assets, type Bilingual, type Currency, type Id, type Money } from "@peony/domain/shared";
import { and, desc, eq, inArray, type SQL } from "drizzle-orm";
import { enterByLink } from "./link-holder.ts";

export type RewardObjection = {
  readonly id: Id<"objection">;
  readonly state: ObjectionState;
  readonly ground: string;
  readonly answer: string | null;
  readonly raisedAt: Date;
};
export type RewardStatementLine = {
  readonly id: Id<"rewardLine">;
  readonly name: Bilingual;
  readonly sharePct: number;
  readonly money: Money;
  /** The reader's own line. */
  readonly own: boolean;
  /** The last objection to this line. */
  readonly objection: RewardObjection | null;
};
export type RewardStatement = {
  readonly id: Id<"reward">;
  readonly at: Date;
  /** The last instant in which an objection is taken. */
  readonly objectUntil: Date;
  /** Whether that is still ahead. */
  readonly mayObject: boolean;
  /** ISO day on which the unit paid the pool out. */
  readonly paidOn: string | null;
  readonly dealId: Id<"deal">;
  readonly listingId: Id<"listing"> | null;
  readonly dealNumber: string;
  readonly itemId: Id<"item">;
  readonly itemName: Bilingual;
  readonly position: number;
  /** Price of the milestone, documented costs, and the rest. */
  readonly receipts: Money;
  readonly costs: Money;
  readonly net: Money;
  readonly pool: Money;
  readonly rule: RewardRule;
  readonly lines: readonly RewardStatementLine[];
};

const readers: readonly MemberRole[] = [...officerRoles, "finance"];

type Filter = { readonly dealId?: Id<"deal"> };

const headsOf = (t: TxCtx, orgId: Id<"organisation">, { dealId }: Filter) =>
  t.tx
    .select({
      reward: rewardCalculations,
      item: heldItems,
      number: deals.number,
      listingId: deals.listingId,
      paidOn: rewardPayments.paidOn,
    })
    .from(rewardCalculations)
    .innerJoin(heldItems, eq(heldItems.id, rewardCalculations.itemId))
    .innerJoin(deals, eq(deals.id, heldItems.dealId))
    .leftJoin(rewardPayments, eq(rewardPayments.rewardId, rewardCalculations.id))
    .where(and(eq(rewardCalculations.orgId, orgId), dealId ? eq(heldItems.dealId, dealId) : undefined))
    .orderBy(desc(rewardCalculations.createdAt), desc(rewardCalculations.id))
    .limit(200);
type Head = Awaited<ReturnType<typeof headsOf>>[number];

/** Lines of the statements, the largest share first; of them those that `whose` lets through. */
const linesOf = (t: TxCtx, heads: readonly Head[], whose: SQL | undefined) => {
  const ids = heads.map((h) => h.reward.id);
  return t.tx
    .select()
    .from(rewardLines)
    .where(and(inArray(rewardLines.rewardId, ids), whose))
    .orderBy(desc(rewardLines.sharePct), rewardLines.id);
};
type Line = Awaited<ReturnType<typeof linesOf>>[number];

const objectionsTo = async (t: TxCtx, lines: readonly Line[]): Promise<ReadonlyMap<string, RewardObjection>> => {
  if (lines.length === 0) return new Map();
  const ids = lines.map((l) => l.id);
  const rows = await t.tx
    .select()
    .from(rewardObjections)
    .where(inArray(rewardObjections.lineId, ids))
    .orderBy(rewardObjections.raisedAt);
  return new Map(
    rows.map(({ id, lineId, state, ground, answer, raisedAt }) => [lineId, { id, state, ground, answer, raisedAt }]),
  );
};

type IsOwn = (line: Line) => boolean;

const statementsOf = async (
  t: TxCtx,
  heads: readonly Head[],
  whose: SQL | undefined,
  isOwn: IsOwn,
): Promise<RewardStatement[]> => {
  if (heads.length === 0) return [];
  const lines = await linesOf(t, heads, whose);
  const objections = await objectionsTo(t, lines);
  return heads.map(({ reward, item, number, listingId, paidOn }): RewardStatement => {
    const money = (amount: bigint): Money => ({ amount, asset: assets[reward.currency as Currency] });
    const objectUntil = objectionEnds(reward.createdAt);
    return {
      id: reward.id,
      at: reward.createdAt,
      objectUntil,
      mayObject: t.now <= objectUntil,
      paidOn,
      dealId: item.dealId,
      listingId,
      dealNumber: number,
      itemId: item.id,
      itemName: item.name,
      position: item.position,
      receipts: money(reward.receipts),
      costs: money(reward.costs),
      net: money(reward.receipts - reward.costs),
      pool: money(reward.pool),
      rule: reward.rule as unknown as RewardRule,
      lines: lines
        .filter((l) => l.rewardId === reward.id)
        .map((l) => ({
          id: l.id,
          name: l.name,
          sharePct: l.sharePct,
          money: money(l.amount),
          own: isOwn(l),
          objection: objections.get(l.id) ?? null,
        })),
    };
  });
};

/**
 * Inventors' benefit statements of the own organisation, newest first. Officers and finance see every line; an inventor sees
 * statements with an own share, and of them that line only; anybody else sees none.
 * @throws DomainError unauthenticated, forbidden
 */
export const readRewardStatements = async (ctx: Ctx, filter: Filter = {}): Promise<readonly RewardStatement[]> => {
  const member = requireMember(ctx.actor);
  const all = member.roles.some((r) => readers.includes(r));
  return reading(ctx, async (t) => {
    const heads = await headsOf(t, member.orgId, filter);
    const whose = all ? undefined : eq(rewardLines.userId, member.userId);
    const statements = await statementsOf(t, heads, whose, (l) => l.userId === member.userId);
    return all ? statements : statements.filter((s) => s.lines.length > 0);
  });
};

/** The statements in which the holder of a link has a share, and of them that line only. @throws DomainError listings/link-over */
export const readRewardStatementsByLink = (ctx: Ctx, token: string): Promise<readonly RewardStatement[]> =>
  reading(ctx, async (t) => {
    const { orgId, confirmations } = await enterByLink(t, token);
    const ids = confirmations.map((c) => c.id);
    const whose = inArray(rewardLines.confirmationId, ids);
    const statements = await statementsOf(t, await headsOf(t, orgId, {}), whose, () => true);
    return statements.filter((s) => s.lines.length > 0);
  });
