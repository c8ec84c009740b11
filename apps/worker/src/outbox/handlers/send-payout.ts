import { inTransaction } from "@peony/db";
import { PaymentError, type PaymentPort, type Transfer } from "@peony/domain/escrow";
import type { Events } from "@peony/domain/shared";
import {
  type PayoutOrder,
  recordPayoutConfirmed,
  recordPayoutFailed,
  recordPayoutSent,
  reservePayout,
} from "@peony/features/escrow";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db" | "payments">;

const ask = async (payments: PaymentPort, order: PayoutOrder): Promise<Transfer> => {
  const { disbursementId, itemId, idempotencyKey, destination, money } = order;
  const known = order.lookUp ? await payments.findTransfer(itemId, disbursementId) : null;
  if (known) return known;
  const sourceChargeId = order.paymentId ? (await payments.getPayment(order.paymentId)).chargeId : null;
  return payments.transfer({ idempotencyKey, disbursementId, itemId, destination, money, sourceChargeId });
};

const failureOf = (e: unknown): PaymentError =>
  e instanceof PaymentError
    ? e
    : new PaymentError("unknown", "error", e instanceof Error ? e.message : String(e), { cause: e });

/**
 * Sends one payout: reserve and commit, call with the disbursement's key, write the answer. Run again after any crash it asks the
 * same question and gets the same answer. Throws where the outcome is unknown, so that the event comes back soon.
 */
export const sendPayout = async (deps: Deps, { disbursementId }: Events["payout.requested"]): Promise<void> => {
  const ctx = systemCtx(deps, "payouts");
  const step = await inTransaction(ctx, (t) => reservePayout(t, disbursementId));
  if (step.step !== "send") return;
  let sent: Transfer;
  try {
    sent = await ask(deps.payments, step.order);
  } catch (e) {
    const { failure, code } = failureOf(e);
    await inTransaction(ctx, (t) => recordPayoutFailed(t, { disbursementId, failure, code }));
    if (failure === "unknown" || failure === "retry") throw e;
    return;
  }
  // the answer is the transfer itself, so it says both that it was taken and that the money has left
  await inTransaction(ctx, async (t) => {
    await recordPayoutSent(t, { disbursementId, providerId: sent.id });
    await recordPayoutConfirmed(t, { disbursementId, providerId: sent.id });
  });
};
