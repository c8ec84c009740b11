import { audit, type Ctx, inTransaction, reading, type TxCtx } from "@peony/db";
import { judgings } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import {
  assessDays,
  type Criterion,
  defaultCriteria,
  isJudgingOpen,
  type Scale,
  type SetJudgingInput,
} from "@peony/domain/proposals";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { readDemand } from "../demands/index.ts";
import { lockOwnDemand } from "./rows.ts";

export type Judging = {
  readonly scale: Scale;
  readonly criteria: readonly Criterion[];
  readonly assessDays: number;
  /** 0 where the owner has set nothing and the house's usual criteria hold. */
  readonly version: number;
};

/** How a challenge is judged: what its owner set, else the usual criteria. */
export const judgingOf = async (t: TxCtx, demandId: Id<"demand">): Promise<Judging> => {
  const [row] = await t.tx.select().from(judgings).where(eq(judgings.demandId, demandId));
  if (!row) return { scale: 100, criteria: defaultCriteria, assessDays, version: 0 };
  return { scale: row.scale === 5 ? 5 : 100, criteria: row.criteria, assessDays: row.assessDays, version: row.version };
};

/** The criteria for whoever may read the demand: proposers know by what they are judged. @throws DomainError not-found */
export const readJudging = async (ctx: Ctx, number: string): Promise<Judging> => {
  const demand = await readDemand(ctx, number);
  return reading(ctx, (t) => judgingOf(t, demand.id));
};

/**
 * Fixes how the own challenge is judged; until its window closes that may change, and never after.
 * @throws DomainError proposals/criteria-fixed, conflict where somebody else set them meanwhile
 */
export const setJudging = async (ctx: Ctx, input: SetJudgingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const demand = await lockOwnDemand(t, input.demand, member);
    if (!isJudgingOpen(demand.state)) throw new DomainError("proposals/criteria-fixed", `${demand.number} has closed`);
    const { version, demand: _number, ...rest } = input;
    const next = version + 1;
    const values = { ...rest, demandId: demand.id, version: next, updatedAt: t.now };
    const written =
      version === 0
        ? await t.tx.insert(judgings).values(values).onConflictDoNothing().returning({ version: judgings.version })
        : await t.tx
            .update(judgings)
            .set(values)
            .where(and(eq(judgings.demandId, demand.id), eq(judgings.version, version)))
            .returning({ version: judgings.version });
    if (written.length === 0) throw new DomainError("conflict", `judging of ${demand.number} left version ${version}`);
    await audit(t, {
      chain: member.orgId,
      action: "challenge.criteria-set",
      object: demand.id,
      payload: { criteria: input.criteria, scale: input.scale },
    });
    return { version: next };
  });
};
