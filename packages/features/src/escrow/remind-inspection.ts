import type { TxCtx } from "@peony/db";
import { heldItems } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, lte } from "drizzle-orm";
import { lockItem, moveItem } from "./rows.ts";

/** Items whose inspection has ended without an answer. */
export const overdueInspections = async (t: TxCtx, limit = 100): Promise<Id<"item">[]> => {
  const rows = await t.tx
    .select({ id: heldItems.id })
    .from(heldItems)
    .where(and(eq(heldItems.state, "delivered"), lte(heldItems.deadline, t.now)))
    .orderBy(asc(heldItems.deadline), asc(heldItems.id))
    .limit(limit);
  return rows.map((r) => r.id);
};

/** Says once that an inspection ended without an answer. Nothing is accepted by silence; the timer does not fire again. */
export const remindInspection = async (t: TxCtx, itemId: Id<"item">): Promise<void> => {
  const { item } = await lockItem(t, itemId);
  if (item.state !== "delivered" || item.deadline === null || item.deadline > t.now) return;
  await moveItem(t, item, "inspection_timeout", "system");
};
