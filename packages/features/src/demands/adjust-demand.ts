import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { demands } from "@peony/db/schema";
import { type AdjustDemandInput, adjustmentGaps } from "@peony/domain/demands";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { changedColumns, refuseStale } from "../shared/index.ts";
import { type DemandRow, lockDemand, windowStart } from "./rows.ts";

type Adjusted = Omit<AdjustDemandInput, "id" | "version">;

/**
 * Gives a published row of this transaction more time, or opens it to more readers. A day of feedback that is left out stays.
 * @throws DomainError demands/published with every broken promise at its field; stale
 */
export const adjustRow = async (t: TxCtx, before: DemandRow, version: number, asked: Adjusted): Promise<DemandRow> => {
  const columns = { ...asked, feedbackDue: asked.feedbackDue ?? before.feedbackDue };
  const changed = changedColumns(before, columns);
  if (changed.length === 0) return before;
  await refuseStale(t, before, version);
  const day = before.closesOn ?? before.deadline;
  const gaps = adjustmentGaps(
    { ...before, deadline: day },
    { ...before, ...columns },
    chineseDay(t.now),
    windowStart(before, t.now),
  );
  if (gaps.length > 0)
    throw new DomainError("demands/published", `${before.id} breaks a promise`, {
      fields: Object.fromEntries(gaps.map(({ field, ...rest }) => [field, rest])),
    });
  const after = { ...columns, closesOn: columns.deadline, version: version + 1, updatedAt: t.now };
  await t.tx
    .update(demands)
    .set({ ...after, changeSeq: sql`nextval('change_seq')` })
    .where(and(eq(demands.id, before.id), eq(demands.version, version)));
  await audit(t, {
    chain: before.orgId,
    action: "demand.adjusted",
    object: before.id,
    payload: { version: version + 1, changed, deadline: columns.deadline, visibility: columns.visibility },
  });
  await emit(t.tx, "demand.changed", { demandId: before.id });
  if (columns.deadline !== before.deadline) await emit(t.tx, "demand.window", { demandId: before.id });
  return { ...before, ...after };
};

/**
 * More time for a published demand, or more readers: all that may still change of it. Asking for what is so already changes nothing.
 * @throws DomainError not-found, stale, demands/transition where it is not published, demands/published with each broken promise
 */
export const adjustDemand = async (ctx: Ctx, input: AdjustDemandInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  const { id, version, ...asked } = input;
  return inTransaction(ctx, async (t) => {
    const before = await lockDemand(t, id, member);
    if (before.state !== "published") throw new DomainError("demands/transition", `${id} is ${before.state}`);
    return { version: (await adjustRow(t, before, version, asked)).version };
  });
};
