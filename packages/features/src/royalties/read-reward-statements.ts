import { type Ctx, reading } from "@peony/db";
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

/**
 * Inventors' benefit statements of the own organisation, newest first. Officers and finance see every line; an inventor sees
 * statements with an own share, and of them that line only; anybody else sees none.
 * @throws DomainError unauthenticated, forbidden
 */
export const readRewardStatements = async (
  ctx: Ctx,
  filter: { dealId?: Id<"deal"> } = {},
): Promise<readonly RewardStatement[]> => {
  const member = requireMember(ctx.actor);
  const all = member.roles.some((r) => readers.includes(r));
  return reading(ctx, async (t) => {
    const heads = await t.tx
      .select({ reward: rewardCalculations, item: heldItems, number: deals.number })
      .from(rewardCalculations)
      .innerJoin(heldItems, eq(heldItems.id, rewardCalculations.itemId))
      .innerJoin(deals, eq(deals.id, heldItems.dealId))
      .where(
        and(
          eq(rewardCalculations.orgId, member.orgId),
          filter.dealId ? eq(heldItems.dealId, filter.dealId) : undefined,
        ),
      )
      .orderBy(desc(rewardCalculations.createdAt), desc(rewardCalculations.id))
      .limit(200);
    if (heads.length === 0) return [];
    const lines = await t.tx
      .select()
      .from(rewardLines)
      .where(
        and(
          inArray(
            rewardLines.rewardId,
            heads.map((h) => h.reward.id),
          ),
          all ? undefined : eq(rewardLines.userId, member.userId),
        ),
      )
      .orderBy(desc(rewardLines.sharePct), rewardLines.id);
    const statements = heads.map(({ reward, item, number }): RewardStatement => {
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
          .map((l) => ({
            name: l.name,
            sharePct: l.sharePct,
            money: money(l.amount),
            own: l.userId === member.userId,
          })),
      };
    });
    return all ? statements : statements.filter((s) => s.lines.length > 0);
  });
};
