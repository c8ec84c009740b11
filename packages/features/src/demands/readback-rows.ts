import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import { demandReadbacks } from "@peony/db/schema";
import { type ReadbackEvent, type ReadbackRole, readbackMachine, readbackState } from "@peony/domain/demands";
import { type Id, nextState } from "@peony/domain/shared";
import { desc, eq } from "drizzle-orm";
import type { DemandRow } from "./rows.ts";
import { lockDemandRow } from "./step-demand.ts";

export type ReadbackRow = typeof demandReadbacks.$inferSelect;

/** The latest round of a demand's read-back. */
export const latestRound = async (t: TxCtx, demandId: Id<"demand">): Promise<ReadbackRow | undefined> => {
  const [row] = await t.tx
    .select()
    .from(demandReadbacks)
    .where(eq(demandReadbacks.demandId, demandId))
    .orderBy(desc(demandReadbacks.round))
    .limit(1);
  return row;
};

/** A round with its demand, the demand locked: whoever moves a round queues there. @throws DomainError not-found */
export const lockReadback = async (
  t: TxCtx,
  id: Id<"readback">,
): Promise<{ demand: DemandRow; round: ReadbackRow }> => {
  const of = eq(demandReadbacks.id, id);
  const { demandId } = oneOr404(
    await t.tx.select({ demandId: demandReadbacks.demandId }).from(demandReadbacks).where(of),
    id,
  );
  const demand = await lockDemandRow(t, demandId);
  return { demand, round: oneOr404(await t.tx.select().from(demandReadbacks).where(of), id) };
};

/**
 * Moves one round: by the table, in the owner's audit chain, with the event that tells the next person.
 * @throws DomainError demands/readback where it no longer fits, forbidden
 */
export const stepRound = async (
  t: TxCtx,
  { demand, round }: { demand: DemandRow; round: ReadbackRow },
  event: ReadbackEvent,
  role: ReadbackRole,
  set: Partial<ReadbackRow>,
): Promise<void> => {
  nextState(readbackMachine, "demands/readback", readbackState(round), event, role);
  await t.tx.update(demandReadbacks).set(set).where(eq(demandReadbacks.id, round.id));
  const payload = { demandId: demand.id, round: round.round };
  await audit(t, { chain: demand.orgId, action: `demand.readback.${event}`, object: round.id, payload });
  await emit(t.tx, "demand.readback", { readbackId: round.id });
};

/** Begins the next round with the same expert, whose statement on conflicts still stands. */
export const nextRound = async (t: TxCtx, last: ReadbackRow): Promise<void> => {
  const id = t.newId("readback");
  await t.tx.insert(demandReadbacks).values({
    id,
    demandId: last.demandId,
    round: last.round + 1,
    expertUserId: last.expertUserId,
    expertOrgId: last.expertOrgId,
    assignedBy: last.assignedBy,
    assignedAt: t.now,
    conflict: last.conflict,
    statedAt: last.statedAt,
    confidedAt: last.confidedAt,
  });
  await emit(t.tx, "demand.readback", { readbackId: id });
};

/** The text changed after an expert put it in own words: that round ends and the expert is asked again. */
export const reopenReadback = async (t: TxCtx, demandId: Id<"demand">): Promise<void> => {
  const round = await latestRound(t, demandId);
  const state = round && readbackState(round);
  if (!round || (state !== "written" && state !== "confirmed")) return;
  const demand = await lockDemandRow(t, demandId);
  await stepRound(t, { demand, round }, "reopen", "officer", { answer: "corrected", answeredAt: t.now });
  await nextRound(t, round);
};
