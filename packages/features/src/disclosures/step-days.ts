import { audit, type Ctx, inTransaction, reading, type TxCtx } from "@peony/db";
import { unitStepDays, users } from "@peony/db/schema";
import { defaultStepDays, type SaveStepDaysInput, type StepDays } from "@peony/domain/disclosures";
import { managerRoles, requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { desc, eq } from "drizzle-orm";
import { changedColumns } from "../shared/index.ts";

const lastOf = async (t: TxCtx, orgId: Id<"organisation">) => {
  const [last] = await t.tx
    .select({
      version: unitStepDays.version,
      days: {
        disclosed: unitStepDays.disclosed,
        assessed: unitStepDays.assessed,
        protected: unitStepDays.protected,
      },
      by: users.name,
      at: unitStepDays.at,
    })
    .from(unitStepDays)
    .leftJoin(users, eq(users.id, unitStepDays.savedBy))
    .where(eq(unitStepDays.orgId, orgId))
    .orderBy(desc(unitStepDays.version))
    .limit(1);
  return last ?? null;
};

/** Working days of a unit's steps: its own, else the defaults. */
export const stepDaysOf = async (t: TxCtx, orgId: Id<"organisation">): Promise<StepDays> =>
  (await lastOf(t, orgId))?.days ?? defaultStepDays;

/** The own unit's days with who set them; for every member. `set` is null, and the version 0, where they are the defaults. */
export const readStepDays = (ctx: Ctx) => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const last = await lastOf(t, member.orgId);
    return {
      version: last?.version ?? 0,
      days: last?.days ?? defaultStepDays,
      set: last ? { by: last.by, at: last.at } : null,
    };
  });
};

/**
 * Sets the own unit's days; steps that begin from then on have them, those under way keep their date. Saving what is there already
 * changes nothing.
 * @throws DomainError stale where somebody else set them meanwhile; forbidden to who does not manage the unit
 */
export const saveStepDays = async (ctx: Ctx, input: SaveStepDaysInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, managerRoles);
  return inTransaction(ctx, async (t) => {
    const { version: read, ...days } = input;
    const last = await lastOf(t, member.orgId);
    const changed = changedColumns<StepDays, StepDays>(last?.days ?? defaultStepDays, days);
    if (changed.length === 0) return { version: last?.version ?? 0 };
    const version = read + 1;
    const made =
      (last?.version ?? 0) === read
        ? await t.tx
            .insert(unitStepDays)
            .values({ ...days, orgId: member.orgId, version, savedBy: member.userId, at: t.now })
            .onConflictDoNothing()
            .returning({ version: unitStepDays.version })
        : [];
    if (made.length === 0) throw new DomainError("stale", `days of ${member.orgId} left ${read}`, { changed });
    await audit(t, {
      chain: member.orgId,
      action: "disclosure.days-saved",
      object: member.orgId,
      payload: { version, changed, ...days },
    });
    return { version };
  });
};
