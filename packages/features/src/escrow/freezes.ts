import { audit, type TxCtx } from "@peony/db";
import { auditEvents, heldItems } from "@peony/db/schema";
import type { FreezeKind } from "@peony/domain/escrow";
import { and, arrayContains, asc, eq, inArray, sql } from "drizzle-orm";
import type { ItemRow } from "./rows.ts";

/**
 * What stopped the money: a payment that does not fit or a payout that came back, until people have looked, or a comparison, until
 * one finds it in order.
 */
type FrozenBy = "payment" | "reversal" | "reconcile";

export const freezeKind = "recon_mismatch" satisfies FreezeKind;

/**
 * Stops money on an item; who stopped it and why goes into the deal's audit chain. A comparison says so once, a payment each time:
 * what a payment or a reversal stopped no comparison may let go.
 */
export const freezeItem = async (t: TxCtx, item: ItemRow, by: FrozenBy, reason: string): Promise<void> => {
  const frozen = item.freezes.includes(freezeKind);
  if (frozen && by === "reconcile") return;
  if (!frozen)
    await t.tx
      .update(heldItems)
      .set({ freezes: sql`array_append(${heldItems.freezes}, ${freezeKind})`, updatedAt: t.now })
      .where(eq(heldItems.id, item.id));
  await audit(t, {
    chain: item.dealId,
    action: "escrow.freeze",
    object: item.id,
    payload: { kind: freezeKind, by, reason },
  });
};

/** Whether comparisons alone stopped this item since it was last let go. */
const frozenByComparison = async (t: TxCtx, item: ItemRow): Promise<boolean> => {
  const rows = await t.tx
    .select({ action: auditEvents.action, payload: auditEvents.payload })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.chain, item.dealId),
        eq(auditEvents.object, item.id),
        inArray(auditEvents.action, ["escrow.freeze", "escrow.unfreeze"]),
      ),
    )
    .orderBy(asc(auditEvents.seq));
  const since = rows.slice(rows.findLastIndex((r) => r.action === "escrow.unfreeze") + 1);
  return since.length > 0 && since.every((r) => r.payload.by === "reconcile");
};

/** Takes the stop off an item; who did and why goes into the deal's audit chain. */
export const lift = async (
  t: TxCtx,
  item: ItemRow,
  why: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  await t.tx
    .update(heldItems)
    .set({ freezes: sql`array_remove(${heldItems.freezes}, ${freezeKind})`, updatedAt: t.now })
    .where(eq(heldItems.id, item.id));
  await audit(t, {
    chain: item.dealId,
    action: "escrow.unfreeze",
    object: item.id,
    payload: { kind: freezeKind, ...why },
  });
};

/**
 * Lets go, in currencies whose comparison found nothing, the items that earlier comparisons stopped. Payouts put off meanwhile come
 * again by their own time.
 */
export const unfreezeItems = async (t: TxCtx, currencies: readonly string[]): Promise<void> => {
  if (currencies.length === 0) return;
  const items = await t.tx
    .select()
    .from(heldItems)
    .where(and(inArray(heldItems.currency, [...currencies]), arrayContains(heldItems.freezes, [freezeKind])))
    .orderBy(asc(heldItems.id))
    .for("update");
  for (const item of items) {
    if (!(await frozenByComparison(t, item))) continue;
    await lift(t, item, { by: "reconcile", reason: `the books agree in ${item.currency}` });
  }
};
