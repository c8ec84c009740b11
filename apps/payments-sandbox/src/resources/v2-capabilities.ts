import { emit } from "../events.ts";
import type { Scope } from "../scope.ts";
import type { ConnectedAccount } from "../tables.ts";
import { transfersStatus, v1Account } from "./accounts.ts";

export type TransfersStatus = NonNullable<ReturnType<typeof transfersStatus>>;

type Sections = Pick<ConnectedAccount, "configuration" | "requirements">;

/** The two sections that follow from the state of the one capability that the sandbox knows. */
export const sectionsFor = (appliedRecipient: boolean, status: TransfersStatus | undefined): Sections => ({
  configuration: {
    recipient: {
      applied: appliedRecipient,
      capabilities:
        status === undefined
          ? {}
          : {
              stripe_balance: {
                stripe_transfers: {
                  status,
                  status_details:
                    status === "active" ? [] : [{ code: "requirements_past_due", resolution: "provide_info" }],
                },
              },
            },
    },
  },
  requirements: {
    entries:
      status === undefined || status === "active"
        ? []
        : [
            {
              awaiting_action_from: "user",
              description: "default_payout_method",
              errors: [],
              impact: {
                restricts_capabilities: [
                  {
                    capability: "stripe_balance.stripe_transfers",
                    configuration: "recipient",
                    deadline: { status: "past_due" },
                  },
                ],
              },
              minimum_deadline: { status: "past_due" },
              requested_reasons: [{ code: "routine_onboarding" }],
            },
          ],
  },
});

/** A capability that is asked for starts restricted: its holder must give a bank account first. */
export const capabilitiesFor = (
  before: ConnectedAccount | undefined,
  appliedRecipient: boolean,
  requested: boolean | undefined,
): Sections => {
  const now = before === undefined ? undefined : transfersStatus(before);
  const status = requested === false ? undefined : requested === true ? (now ?? "restricted") : now;
  return sectionsFor(appliedRecipient, status);
};

/** Sets the state of the capability, by onboarding or by the control pages, and tells those who listen. */
export const setTransfersStatus = (
  scope: Scope,
  before: ConnectedAccount,
  status: TransfersStatus,
): ConnectedAccount => {
  const after = scope.store.put("accounts", before.id, {
    ...before,
    applied_configurations: ["recipient"],
    ...sectionsFor(true, status),
  });
  statusEvents(scope, before, after);
  return after;
};

export const statusEvents = (scope: Scope, before: ConnectedAccount, after: ConnectedAccount): void => {
  if (transfersStatus(before) === transfersStatus(after)) return;
  const asAccount: Scope = { ...scope, account: after.id };
  emit(asAccount, "account.updated", v1Account(after), { payouts_enabled: v1Account(before).payouts_enabled });
};
