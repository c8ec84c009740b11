import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, disbursements, heldItems, members, notifications, users } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, arrayOverlaps, eq, isNull, like } from "drizzle-orm";
import { queueMail } from "../shared/index.ts";
import { payerRoles } from "./start-funding.ts";

const peopleOf = (t: TxCtx, orgId: Id<"organisation">) =>
  t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.orgId, orgId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
        arrayOverlaps(members.roles, [...payerRoles]),
      ),
    );

/** What there is to tell of a payout: it waits for the payee's account, or it has left. Anything else is ours to settle. */
const kindOf = (row: typeof disbursements.$inferSelect): "payout-account" | "payout-sent" | null => {
  if (row.state === "confirmed") return "payout-sent";
  return row.reason === "payout-account" ? "payout-account" : null;
};
const pages = { "payout-account": "/settings/payout", "payout-sent": "/statement" } as const;

/**
 * Tells those of the payee who look after its money, in the product and by mail, that a payout waits for their account or has left;
 * once each. Neither carries a sum. Once it has left, the request for the account is taken for read.
 */
export const notifyPayee = async (ctx: Ctx, disbursementId: Id<"disbursement">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { row, number } = oneOr404(
      await t.tx
        .select({ row: disbursements, number: deals.number })
        .from(disbursements)
        .innerJoin(heldItems, eq(heldItems.id, disbursements.itemId))
        .innerJoin(deals, eq(deals.id, heldItems.dealId))
        .where(eq(disbursements.id, disbursementId)),
      disbursementId,
    );
    const kind = kindOf(row);
    if (!kind || !row.orgId) return;
    if (kind === "payout-sent")
      await t.tx
        .update(notifications)
        .set({ readAt: t.now })
        .where(and(isNull(notifications.readAt), like(notifications.dedupe, `${disbursementId}:payout-account:%`)));
    for (const person of await peopleOf(t, row.orgId)) {
      const dedupe = `${disbursementId}:${kind}:${person.userId}`;
      const args = { number };
      await t.tx
        .insert(notifications)
        .values({
          id: t.newId("notification"),
          userId: person.userId,
          orgId: row.orgId,
          kind,
          urgency: kind === "payout-account" ? "must_act" : "changed",
          args,
          href: pages[kind],
          dedupe,
          createdAt: t.now,
        })
        .onConflictDoNothing();
      await queueMail(t, {
        to: person.email,
        locale: person.locale,
        kind,
        args: { ...args, path: pages[kind] },
        dedupe,
      });
    }
  });
