import { type Ctx, inTransaction, reading } from "@peony/db";
import { notifications } from "@peony/db/schema";
import { requirePerson } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, desc, eq, isNull } from "drizzle-orm";

/** Own notices, newest first. */
export const listNotifications = (ctx: Ctx, limit = 20) => {
  const { userId } = requirePerson(ctx.actor);
  return reading(ctx, (t) =>
    t.tx
      .select()
      .from(notifications)
      .where(eq(notifications.userId, userId))
      .orderBy(desc(notifications.createdAt), desc(notifications.id))
      .limit(limit),
  );
};

/** Marks own notices as read; others' are not touched. */
export const markRead = async (ctx: Ctx, ids: readonly Id<"notification">[]): Promise<void> => {
  const { userId } = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    for (const id of ids)
      await t.tx
        .update(notifications)
        .set({ readAt: t.now })
        .where(and(eq(notifications.id, id), eq(notifications.userId, userId), isNull(notifications.readAt)));
  });
};
