import { type Ctx, inTransaction, oneOr404 } from "@peony/db";
import { deals, disbursements, heldItems, notifications } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, eq, isNull, like } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";
import { payerRoles } from "./start-funding.ts";

/** What there is to tell of a payout: it waits for the payee's account, or it has left. Anything else is ours to look at. */
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
    const notice = {
      orgId: row.orgId,
      kind,
      urgency: kind === "payout-account" ? ("must_act" as const) : ("changed" as const),
      href: pages[kind],
      args: { number },
      fact: `${disbursementId}:${kind}`,
    };
    for (const person of await membersWith(t, row.orgId, payerRoles)) await tell(t, person, notice);
  });
