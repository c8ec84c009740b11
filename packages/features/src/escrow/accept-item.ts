import { type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { disbursements } from "@peony/db/schema";
import { type ItemInput, type ReleaseLine, releaseLines } from "@peony/domain/escrow";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { releasePosting } from "@peony/domain/ledger";
import { DomainError } from "@peony/domain/shared";
import { post } from "../ledger/index.ts";
import { dueOf, type ItemRow, lockItem, moveItem, settleWhenFinal } from "./rows.ts";

/** Acceptance here is always of the whole item, so an item has one release. */
const releaseNo = 1;

const planPayouts = async (t: TxCtx, item: ItemRow, lines: readonly ReleaseLine[]): Promise<void> => {
  for (const line of lines) {
    // the platform's own part is paid by the posting alone
    if (line.role === "platform" || line.money.amount === 0n) continue;
    const id = t.newId("disbursement");
    await t.tx.insert(disbursements).values({
      id,
      itemId: item.id,
      releaseNo,
      role: line.role,
      orgId: line.orgId,
      amount: line.money.amount,
      currency: item.currency,
      rail: "stripe_transfer",
      state: "planned",
      createdAt: t.now,
      updatedAt: t.now,
    });
    await emit(t.tx, "payout.requested", { disbursementId: id });
  }
};

/**
 * The buyer accepts what was delivered: the held sum is split as agreed, booked to its payees, and one payout is requested per line.
 * A second click finds it accepted and does nothing.
 * @throws DomainError not-found, forbidden, identity/unverified, escrow/frozen, escrow/transition
 */
export const acceptItem = async (ctx: Ctx, input: ItemInput): Promise<void> => {
  requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { item, role } = await lockItem(t, input.itemId);
    if (role !== "buyer") throw new DomainError("forbidden", `${role} does not accept`);
    requireVerified(t.actor, officerRoles);
    if (["releasing", "release_blocked", "settled"].includes(item.state)) return;
    if (item.freezes.length > 0) throw new DomainError("escrow/frozen", item.id);
    const after = await moveItem(t, item, "accept", role, { payload: { releaseNo } });
    const lines = releaseLines(dueOf(item), item.sellerOrgId, item.splits);
    await post(t, releasePosting(item.id, releaseNo, lines, { dealId: item.dealId }));
    await planPayouts(t, item, lines);
    await emit(t.tx, "escrow.released", { itemId: item.id, releaseNo });
    await settleWhenFinal(t, after);
  });
};
