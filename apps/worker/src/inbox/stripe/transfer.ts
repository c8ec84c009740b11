import { recordPayoutConfirmed, recordPayoutReversed } from "@peony/features/escrow";
import type { InboxHandler } from "../registry.ts";

/** Money left for a payee. The same fact comes with the answer to our call; whichever is first books it. */
export const transferCreated: InboxHandler = async ({ payments }, { objectId }) => {
  const transfer = await payments.getTransfer(objectId);
  const { disbursementId } = transfer;
  if (disbursementId === null) return async () => "carries no disbursement of ours";
  return async (t) => {
    await recordPayoutConfirmed(t, { disbursementId, providerId: transfer.id });
    return undefined;
  };
};

/** Money came back from a payee's account: it is booked as theirs again, and a person must look. */
export const transferReversed: InboxHandler = async ({ payments }, { objectId }) => {
  const transfer = await payments.getTransfer(objectId);
  const { disbursementId } = transfer;
  if (disbursementId === null) return async () => "carries no disbursement of ours";
  return async (t) => {
    await recordPayoutReversed(t, { disbursementId, providerId: transfer.id, reversals: transfer.reversals });
    return "reversed at the provider: a person must look";
  };
};
