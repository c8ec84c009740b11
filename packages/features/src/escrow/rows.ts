import { audit, emit, oneOr404, type TxCtx } from "@peony/db";
import { disbursements, escrowEvents, heldItems } from "@peony/db/schema";
import {
  type DisbursementEvent,
  disbursementMachine,
  fundingDeadline,
  type ItemEvent,
  type ItemRole,
  itemRole,
  nextItemState,
} from "@peony/domain/escrow";
import { actorName } from "@peony/domain/identity";
import { assets, type Currency, DomainError, type Id, type Money, nextState } from "@peony/domain/shared";
import { and, asc, eq } from "drizzle-orm";

export type ItemRow = typeof heldItems.$inferSelect;
export type DisbursementRow = typeof disbursements.$inferSelect;

export const dueOf = (item: ItemRow): Money => ({ amount: item.due, asset: assets[item.currency as Currency] });

/** Locks an item the actor may know of. @throws DomainError not-found */
export const lockItem = async (t: TxCtx, itemId: Id<"item">): Promise<{ item: ItemRow; role: ItemRole }> => {
  const item = oneOr404(await t.tx.select().from(heldItems).where(eq(heldItems.id, itemId)).for("update"), itemId);
  const role = itemRole(t.actor, item);
  if (role === "stranger") throw new DomainError("not-found", `item ${itemId} hidden from actor`);
  return { item, role };
};

export type Move = {
  readonly reason?: string;
  readonly payload?: Record<string, unknown>;
  /** When the new state's timer fires; none where absent. */
  readonly deadline?: Date | null;
};

/**
 * Takes an item along its table: compare-and-set on state and sequence number, one escrow event, one audit row in the deal's chain,
 * one outbox event, all in the caller's transaction.
 * @throws DomainError escrow/transition, forbidden, conflict
 */
export const moveItem = async (
  t: TxCtx,
  item: ItemRow,
  event: ItemEvent,
  role: ItemRole,
  move: Move = {},
): Promise<ItemRow> => {
  const to = nextItemState(item.state, event, role);
  const seq = item.seq + 1;
  const moved = await t.tx
    .update(heldItems)
    .set({ state: to, seq, deadline: move.deadline ?? null, updatedAt: t.now })
    .where(and(eq(heldItems.id, item.id), eq(heldItems.state, item.state), eq(heldItems.seq, item.seq)))
    .returning();
  const after = moved[0];
  if (!after) throw new DomainError("conflict", `item ${item.id} left ${item.state}`);
  await recordEvent(t, item, event, seq, to, move);
  await emit(t.tx, "escrow.changed", { itemId: item.id });
  return after;
};

/** Writes the event of a state change; the state itself is written beside it. */
export const recordEvent = async (
  t: TxCtx,
  item: Pick<ItemRow, "id" | "dealId" | "state">,
  event: ItemEvent,
  seq: number,
  to: ItemRow["state"],
  move: Move,
): Promise<void> => {
  await t.tx.insert(escrowEvents).values({
    itemId: item.id,
    seq,
    event,
    from: item.state,
    to,
    actor: actorName(t.actor),
    orgId: t.actor.kind === "person" ? t.actor.orgId : null,
    reason: move.reason ?? "",
    payload: move.payload ?? {},
    at: t.now,
  });
  await audit(t, {
    chain: item.dealId,
    action: `escrow.${event}`,
    object: item.id,
    payload: { from: item.state, to, reason: move.reason ?? "" },
  });
};

/** Takes a disbursement along its table. @throws DomainError escrow/transition, conflict */
export const moveDisbursement = async (
  t: TxCtx,
  row: DisbursementRow,
  event: DisbursementEvent,
  role: "system" | "provider",
  change: Partial<Pick<DisbursementRow, "reason" | "attempts" | "nextAt" | "providerId">> = {},
): Promise<DisbursementRow> => {
  const to = nextState(
    disbursementMachine,
    "escrow/transition",
    row.state,
    event as Parameters<typeof nextState<typeof disbursementMachine>>[3],
    role,
  );
  const moved = await t.tx
    .update(disbursements)
    .set({ nextAt: null, ...change, state: to, updatedAt: t.now })
    .where(and(eq(disbursements.id, row.id), eq(disbursements.state, row.state)))
    .returning();
  const after = moved[0];
  if (!after) throw new DomainError("conflict", `disbursement ${row.id} left ${row.state}`);
  return after;
};

/** Locks a disbursement and, before it, its item: money locks go from the outside in. */
export const lockDisbursement = async (
  t: TxCtx,
  id: Id<"disbursement">,
): Promise<{ row: DisbursementRow; item: ItemRow }> => {
  const seen = oneOr404(
    await t.tx.select({ itemId: disbursements.itemId }).from(disbursements).where(eq(disbursements.id, id)),
    id,
  );
  const { item } = await lockItem(t, seen.itemId);
  const row = oneOr404(await t.tx.select().from(disbursements).where(eq(disbursements.id, id)).for("update"), id);
  return { row, item };
};

/** Settles an item whose lines have all arrived, and calls the next one for funds. Nothing happens while a line is under way. */
export const settleWhenFinal = async (t: TxCtx, item: ItemRow): Promise<void> => {
  if (item.state !== "releasing") return;
  const lines = await t.tx.select().from(disbursements).where(eq(disbursements.itemId, item.id));
  if (lines.some((l) => l.state !== "confirmed")) return;
  await moveItem(t, item, "disbursements_final", "provider");
  const [next] = await t.tx
    .select()
    .from(heldItems)
    .where(and(eq(heldItems.contractId, item.contractId), eq(heldItems.state, "agreed")))
    .orderBy(asc(heldItems.position))
    .limit(1)
    .for("update");
  if (next) await moveItem(t, next, "call_for_funds", "system", { deadline: fundingDeadline(t.now) });
};
