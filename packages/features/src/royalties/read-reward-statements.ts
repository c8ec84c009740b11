import { type Ctx, reading, type TxCtx } from "@peony/db";
import { deals, heldItems, rewardCalculations, rewardLines } from "@peony/db/schema";
import { type MemberRole, officerRoles, requireMember } from "@peony/domain/identity";
import type { RewardRule } from "@peony/domain/royalties";
import { assets, type Bilingual, type Currency, type Id, type Money } from "@peony/domain/shared";
import { and, desc, eq, inArray } from "drizzle-orm";

export type RewardStatementLine = {
  readonly name: Bilingual;
  readonly sharePct: number;
  readonly money: Money;
  /** The reader's own line. */
  readonly own: boolean;
};
export type RewardStatement = {
  readonly id: Id<"reward">;
  readonly at: Date;
  readonly dealId: Id<"deal">;
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
    .select({ reward: rewardCalculations, item: heldItems, number: deals.number })
    .from(rewardCalculations)
    .innerJoin(heldItems, eq(heldItems.id, rewardCalculations.itemId))
    .innerJoin(deals, eq(deals.id, heldItems.dealId))
    .where(and(eq(rewardCalculations.orgId, orgId), dealId ? eq(heldItems.dealId, dealId) : undefined))
    .orderBy(desc(rewardCalculations.createdAt), desc(rewardCalculations.id))
    .limit(200);
type Head = Awaited<ReturnType<typeof headsOf>>[number];

/** Lines of the statements, the largest share first; with a reader, that person's only. */
const linesOf = (t: TxCtx, heads: readonly Head[], reader: Id<"user"> | null) => {
  const ids = heads.map((h) => h.reward.id);
  return t.tx
    .select()
    .from(rewardLines)
    .where(and(inArray(rewardLines.rewardId, ids), reader ? eq(rewardLines.userId, reader) : undefined))
    .orderBy(desc(rewardLines.sharePct), rewardLines.id);
};
type Line = Awaited<ReturnType<typeof linesOf>>[number];

const toStatement = ({ reward, item, number }: Head, lines: readonly Line[], reader: Id<"user">): RewardStatement => {
  const money = (amount: bigint): Money => ({ amount, asset: assets[reward.currency as Currency] });
  return {
    id: reward.id,
    at: reward.createdAt,
    dealId: item.dealId,
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
      .map((l) => ({ name: l.name, sharePct: l.sharePct, money: money(l.amount), own: l.userId === reader })),
  };
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
    if (heads.length === 0) return [];
    const lines = await linesOf(t, heads, all ? null : member.userId);
    const statements = heads.map((head) => toStatement(head, lines, member.userId));
    return all ? statements : statements.filter((s) => s.lines.length > 0);
  });
};
