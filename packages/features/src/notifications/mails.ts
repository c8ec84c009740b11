import { type Ctx, inTransaction, reading } from "@peony/db";
import { mails } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

/** The mail to send, or null when it went already or never was. */
export const readQueuedMail = (ctx: Ctx, id: Id<"mail">) =>
  reading(
    ctx,
    async (t) =>
      (
        await t.tx
          .select()
          .from(mails)
          .where(and(eq(mails.id, id), eq(mails.state, "queued")))
      )[0] ?? null,
  );

/** Notes that the server took the mail. Its arguments go: a link in them opens something, and the table need not remember it. */
export const recordMailSent = (ctx: Ctx, id: Id<"mail">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    await t.tx
      .update(mails)
      .set({ state: "sent", sentAt: t.now, args: {}, attempts: sql`${mails.attempts} + 1` })
      .where(eq(mails.id, id));
  });
