import type { TxCtx } from "@peony/db";
import { disbursements, heldItems } from "@peony/db/schema";
import type { PayeeRole } from "@peony/domain/escrow";
import type { DealRole, Id } from "@peony/domain/shared";
import { and, eq, inArray } from "drizzle-orm";

const isPayee = (role: PayeeRole): role is Exclude<PayeeRole, "platform"> => role !== "platform";

/**
 * Whose account the accepted money of these deals waits for, by item, or the provider says that it
 * cannot receive. Of lines the reader may see; a broker learns of its own only.
 */
export const awaitedAccounts = async (
  t: TxCtx,
  dealIds: readonly Id<"deal">[],
): Promise<ReadonlyMap<Id<"item">, readonly DealRole[]>> => {
  const rows = await t.tx
    .select({ itemId: disbursements.itemId, role: disbursements.role })
    .from(disbursements)
    .innerJoin(heldItems, eq(heldItems.id, disbursements.itemId))
    .where(
      and(
        inArray(heldItems.dealId, [...dealIds]),
        inArray(disbursements.state, ["failed_retryable", "failed_final"]),
        eq(disbursements.reason, "payout-account"),
      ),
    );
  const found = new Map<Id<"item">, DealRole[]>();
  for (const { itemId, role } of rows) if (isPayee(role)) found.set(itemId, [...(found.get(itemId) ?? []), role]);
  // the seller, who has the larger part, is named before a broker
  for (const roles of found.values()) roles.sort().reverse();
  return found;
};
