import { audit, type Ctx, emit, inTransaction, oneOr404, reading, type TxCtx } from "@peony/db";
import { disbursements, organisations, payoutAccounts, users } from "@peony/db/schema";
import type { PayoutAccountState } from "@peony/domain/escrow";
import { requireMember, requireStepUp, requireVerified } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, inArray } from "drizzle-orm";
import { lockDisbursement, moveDisbursement, moveItem } from "./rows.ts";
import { payerRoles } from "./start-funding.ts";

export type PayoutAccount = {
  readonly id: Id<"payoutAccount">;
  readonly state: PayoutAccountState;
  /** The provider's name for it, once it has one. */
  readonly providerId: string | null;
};
/** What the provider is told when the account is made there. */
export type PayoutAccountStart = PayoutAccount & { readonly name: string; readonly email: string };

/** The own organisation's account for receiving money, or null. */
export const readPayoutAccount = async (ctx: Ctx): Promise<PayoutAccount | null> => {
  const { orgId } = requireMember(ctx.actor);
  const rows = await reading(ctx, (t) => t.tx.select().from(payoutAccounts).where(eq(payoutAccounts.orgId, orgId)));
  const row = rows[0];
  return row ? { id: row.id, state: row.state, providerId: row.providerId } : null;
};

/**
 * Begins, or takes up again, the account by which the own organisation receives money. One per organisation: its id is the
 * provider's idempotency key. Call the provider after this, outside, then `recordPayoutRecipient`.
 * @throws DomainError forbidden, identity/unverified, step-up
 */
export const startPayoutAccount = async (ctx: Ctx): Promise<PayoutAccountStart> => {
  const member = requireVerified(ctx.actor, payerRoles);
  return inTransaction(ctx, async (t) => {
    requireStepUp(member, t.now);
    const made = await t.tx
      .insert(payoutAccounts)
      .values({
        id: t.newId("payoutAccount"),
        orgId: member.orgId,
        rail: "stripe_transfer",
        state: "created",
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: payoutAccounts.orgId })
      .returning({ id: payoutAccounts.id });
    const row = oneOr404(
      await t.tx.select().from(payoutAccounts).where(eq(payoutAccounts.orgId, member.orgId)),
      member.orgId,
    );
    if (made.length > 0) await audit(t, { chain: member.orgId, action: "payout-account.start", object: row.id });
    const [org] = await t.tx
      .select({ name: organisations.nameZh })
      .from(organisations)
      .where(eq(organisations.id, member.orgId));
    const [user] = await t.tx.select({ email: users.email }).from(users).where(eq(users.id, member.userId));
    return {
      id: row.id,
      state: row.state,
      providerId: row.providerId,
      name: org?.name ?? "",
      email: user?.email ?? "",
    };
  });
};

/** Writes down the provider's name for the own account. The same answer twice is one. @throws DomainError not-found, conflict */
export const recordPayoutRecipient = async (
  ctx: Ctx,
  input: { payoutAccountId: Id<"payoutAccount">; providerId: string; state: PayoutAccountState },
): Promise<void> => {
  const { orgId } = requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const row = oneOr404(
      await t.tx
        .select()
        .from(payoutAccounts)
        .where(and(eq(payoutAccounts.id, input.payoutAccountId), eq(payoutAccounts.orgId, orgId)))
        .for("update"),
      input.payoutAccountId,
    );
    if (row.providerId === input.providerId) return;
    if (row.providerId !== null) throw new DomainError("conflict", `${row.id} has another account`);
    await t.tx
      .update(payoutAccounts)
      .set({ providerId: input.providerId, state: input.state, updatedAt: t.now })
      .where(eq(payoutAccounts.id, row.id));
  });
};

/** Lines of this payee that waited for the account are asked for again; a blocked release goes on. */
const resume = async (t: TxCtx, orgId: Id<"organisation">): Promise<void> => {
  const waiting = await t.tx
    .select({ id: disbursements.id })
    .from(disbursements)
    .where(
      and(
        eq(disbursements.orgId, orgId),
        inArray(disbursements.state, ["planned", "failed_retryable", "failed_final"]),
      ),
    )
    .orderBy(asc(disbursements.itemId), asc(disbursements.id));
  for (const { id } of waiting) {
    const { row, item } = await lockDisbursement(t, id);
    if (row.state === "failed_final") {
      await moveDisbursement(t, row, "replan", "system");
      if (item.state === "release_blocked") await moveItem(t, item, "retry", "system", { reason: "payout-account" });
    }
    await emit(t.tx, "payout.requested", { disbursementId: id });
  }
};

/**
 * What the provider says of an account, fetched and not taken from an event. The newest answer wins, and whenever it says that the
 * account is ready, what waits for it goes on.
 * @throws DomainError not-found where our own page has not yet noted the account; the caller comes back later
 */
export const recordPayoutAccount = async (
  t: TxCtx,
  input: { providerId: string; state: PayoutAccountState },
): Promise<void> => {
  const row = oneOr404(
    await t.tx.select().from(payoutAccounts).where(eq(payoutAccounts.providerId, input.providerId)).for("update"),
    input.providerId,
  );
  if (row.state !== input.state) {
    const change = { state: input.state, updatedAt: t.now };
    await t.tx.update(payoutAccounts).set(change).where(eq(payoutAccounts.id, row.id));
    await audit(t, {
      chain: row.orgId,
      action: "payout-account.state",
      object: row.id,
      payload: { state: input.state },
    });
  }
  // also where we knew: a payout refused meanwhile waits for exactly this answer
  if (input.state === "active") await resume(t, row.orgId);
};
