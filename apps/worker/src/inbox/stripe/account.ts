import { recordPayoutAccount } from "@peony/features/escrow";
import type { InboxHandler } from "../registry.ts";

/** Something changed about a payee's account: its state is fetched, and the newest answer wins. */
export const recipientChanged: InboxHandler = async ({ payments }, { objectId }) => {
  const recipient = await payments.getRecipient(objectId);
  return async (t) => {
    await recordPayoutAccount(t, { providerId: recipient.id, state: recipient.state });
    return undefined;
  };
};
