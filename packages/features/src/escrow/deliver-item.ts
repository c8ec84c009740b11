import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { deliveryFiles, escrowEvents, files } from "@peony/db/schema";
import { type DeliverItemInput, inspectionDeadline } from "@peony/domain/escrow";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray } from "drizzle-orm";
import { type ItemRow, lockItem, moveItem } from "./rows.ts";

const isRepeat = async (t: TxCtx, item: ItemRow, note: string): Promise<boolean> => {
  if (item.state !== "delivered") return false;
  const rows = await t.tx
    .select({ payload: escrowEvents.payload })
    .from(escrowEvents)
    .where(and(eq(escrowEvents.itemId, item.id), eq(escrowEvents.event, "deliver")));
  return rows.some((r) => r.payload.note === note);
};

const attach = async (t: TxCtx, item: ItemRow, fileIds: readonly Id<"file">[], seq: number): Promise<void> => {
  if (fileIds.length === 0) return;
  const own = await t.tx
    .select({ id: files.id })
    .from(files)
    .where(and(inArray(files.id, [...fileIds]), eq(files.orgId, item.sellerOrgId)));
  if (own.length !== new Set(fileIds).size) throw new DomainError("not-found", "a file of the delivery");
  await t.tx
    .insert(deliveryFiles)
    .values(own.map((f) => ({ itemId: item.id, fileId: f.id, seq })))
    .onConflictDoNothing();
};

/**
 * Hands over what an item was held for: a note and files the buyer can read. The inspection begins at once. The same delivery sent
 * twice is one.
 * @throws DomainError not-found, forbidden, identity/unverified, escrow/transition
 */
export const deliverItem = async (ctx: Ctx, input: DeliverItemInput): Promise<void> => {
  requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { item, role } = await lockItem(t, input.itemId);
    if (role !== "seller") throw new DomainError("forbidden", `${role} does not deliver`);
    requireVerified(t.actor, officerRoles);
    if (await isRepeat(t, item, input.note)) return;
    const after = await moveItem(t, item, "deliver", role, {
      payload: { note: input.note, files: input.fileIds },
      deadline: inspectionDeadline(t.now, item.inspectionDays),
    });
    await attach(t, item, input.fileIds, after.seq);
  });
};
