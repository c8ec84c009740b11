import { recordPayoutConfirmed } from "@peony/features/escrow";
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
