import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import { demands } from "@peony/db/schema";
import {
  type DemandEvent,
  type DemandRole,
  type DemandState,
  isPublicDemand,
  nextDemandState,
} from "@peony/domain/demands";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import type { DemandRow } from "./rows.ts";

/** What takes a demand away overtakes edits on its way to the worker. */
const urgent = 10;

type Extra = {
  /** Columns that change with the step, such as the day of publishing. */
  readonly set?: Partial<typeof demands.$inferInsert>;
  /** What auditors learn besides the step; never a confidential term. */
  readonly payload?: Readonly<Record<string, unknown>>;
};

/** The row of a demand, locked until the transaction ends, whoever owns it. The caller decides who may. */
export const lockDemandRow = async (t: TxCtx, id: Id<"demand">): Promise<DemandRow> =>
  oneOr404(await t.tx.select().from(demands).where(eq(demands.id, id)).for("update"), id);

/**
 * Takes a demand one step: decides by the table, writes by compare-and-set, leaves an audit row in the owner's chain and, where others
 * see it, the event `demand.changed`. The caller holds the row's lock; an id instead of a row is locked here.
 * @returns the row as it is now
 * @throws DomainError demands/transition, forbidden, conflict
 */
export const stepDemand = async (
  t: TxCtx,
  demand: DemandRow | Id<"demand">,
  event: DemandEvent,
  role: DemandRole,
  { set = {}, payload = {} }: Extra = {},
): Promise<DemandRow> => {
  const row = typeof demand === "string" ? await lockDemandRow(t, demand) : demand;
  const state: DemandState = nextDemandState(row, event, role);
  const moved = await t.tx
    .update(demands)
    .set({ ...set, state, version: row.version + 1, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
    .where(and(eq(demands.id, row.id), eq(demands.state, row.state), eq(demands.version, row.version)))
    .returning();
  const [now] = moved;
  if (!now) throw new DomainError("conflict", `demand ${row.id} left ${row.state}`);
  await audit(t, {
    chain: row.orgId,
    action: `demand.${event}`,
    object: row.id,
    payload: { ...payload, version: now.version, changed: ["state"] },
  });
  // what only its owner and the clinic see tells nobody
  if (isPublicDemand(row.state) || isPublicDemand(state))
    await emit(t.tx, "demand.changed", { demandId: row.id }, event === "publish" ? 0 : urgent);
  return now;
};
