import { audit, type Ctx, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import { organisations, unitRewardRules } from "@peony/db/schema";
import { managerRoles, requireMember } from "@peony/domain/identity";
import { rewardRuleFor, type SaveUnitRuleInput, type UnitRule } from "@peony/domain/royalties";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { desc, eq } from "drizzle-orm";

/** A unit's own rules, the newest version first. */
export const unitRulesOf = (t: TxCtx, orgId: Id<"organisation">): Promise<UnitRule[]> =>
  t.tx
    .select({
      version: unitRewardRules.version,
      validFrom: unitRewardRules.validFrom,
      poolBps: unitRewardRules.poolBps,
      mainMinBps: unitRewardRules.mainMinBps,
      title: unitRewardRules.title,
      documentNumber: unitRewardRules.documentNumber,
    })
    .from(unitRewardRules)
    .where(eq(unitRewardRules.orgId, orgId))
    .orderBy(desc(unitRewardRules.version));

/** The own unit's rules and its region, by which the law's part is known; for every member. */
export const readUnitRules = (ctx: Ctx) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const unit = oneOr404(
      await t.tx.select({ region: organisations.region }).from(organisations).where(eq(organisations.id, member.orgId)),
      member.orgId,
    );
    return { region: unit.region, rules: await unitRulesOf(t, member.orgId), now: t.now };
  });
};

const bps = (pct: number): number => Math.round(pct * 100);

/** @throws DomainError invalid at the field: no rule reaches back, and none gives less than the law of the region asks */
const check = (input: SaveUnitRuleInput, region: string | null, today: string): void => {
  if (input.validFrom < today)
    throw new DomainError("invalid", "a rule does not reach back", { fields: { validFrom: { code: "date-in-past" } } });
  const law = rewardRuleFor(region, new Date(`${input.validFrom}T00:00:00Z`));
  const low = (field: string, least: number) =>
    new DomainError("invalid", `${field} is below the law`, {
      fields: { [field]: { code: "too-small", args: { min: least / 100 } } },
    });
  if (bps(input.poolPct) < law.statutoryBps) throw low("poolPct", law.statutoryBps);
  if (bps(input.mainMinPct) < law.mainMinBps) throw low("mainMinPct", law.mainMinBps);
};

/**
 * Adds a version of the unit's rule for the inventors' pool. Contracts signed before its first day keep the version of their day.
 * @throws DomainError invalid at `validFrom`, `poolPct` or `mainMinPct`, conflict
 */
export const saveUnitRule = async (ctx: Ctx, input: SaveUnitRuleInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, managerRoles);
  return inTransaction(ctx, async (t) => {
    // the unit's row orders its versions
    const unit = oneOr404(
      await t.tx
        .select({ region: organisations.region })
        .from(organisations)
        .where(eq(organisations.id, member.orgId))
        .for("update"),
      member.orgId,
    );
    const [same] = await t.tx.select().from(unitRewardRules).where(eq(unitRewardRules.id, input.id));
    if (same) return { version: same.version };
    check(input, unit.region, chineseDay(t.now));
    const [last] = await unitRulesOf(t, member.orgId);
    const version = (last?.version ?? 0) + 1;
    await t.tx.insert(unitRewardRules).values({
      id: input.id,
      orgId: member.orgId,
      version,
      validFrom: input.validFrom,
      poolBps: bps(input.poolPct),
      mainMinBps: bps(input.mainMinPct),
      title: input.title,
      documentNumber: input.documentNumber,
      createdBy: member.userId,
      createdAt: t.now,
    });
    await audit(t, {
      chain: member.orgId,
      action: "reward.rule-saved",
      object: input.id,
      payload: { version, from: input.validFrom, poolBps: bps(input.poolPct) },
    });
    return { version };
  });
};
