import { inTransaction } from "@peony/db";
import type { Checkout } from "@peony/domain/escrow";
import { listOpenAttempts, recordAsked, recordPaymentExpired } from "@peony/features/escrow";
import { systemCtx, type WorkerDeps } from "../deps.ts";
import { applyPayment } from "../inbox/stripe/payment.ts";

type Deps = Pick<WorkerDeps, "db" | "payments" | "log">;

/** Books what the provider says of a page now; a page that is open, or complete and still being paid, is left as it is. */
const settle = async (deps: Deps, attemptId: string, page: Checkout): Promise<boolean> => {
  const ctx = systemCtx(deps, "schedule");
  if (page.paid && page.paymentId !== null) {
    const apply = applyPayment(await deps.payments.getPayment(page.paymentId));
    await inTransaction(ctx, apply);
    return true;
  }
  if (page.state !== "expired") return false;
  await inTransaction(ctx, (t) => recordPaymentExpired(t, { attemptId }));
  return true;
};

/**
 * Asks the provider about payment pages whose webhook has not come: it was lost, or ours was away for longer than theirs tries.
 * What a late webhook says afterwards is a repeat. One page that cannot be asked about holds up no other.
 */
export const askAboutAttempts = async (deps: Deps): Promise<number> => {
  const open = await inTransaction(systemCtx(deps, "schedule"), listOpenAttempts);
  let settled = 0;
  for (const { id, providerId } of open) {
    if (providerId === null) continue;
    try {
      if (await settle(deps, id, await deps.payments.getCheckout(providerId))) settled += 1;
    } catch (err) {
      deps.log.warn({ err, attemptId: id }, "could not ask about a payment page");
    }
    await inTransaction(systemCtx(deps, "schedule"), (t) => recordAsked(t, id));
  }
  return settled;
};
