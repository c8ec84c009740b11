import type { Route } from "../routes.ts";
import { routes as accounts } from "./accounts.ts";
import { routes as balance } from "./balance.ts";
import { routes as charges } from "./charges.ts";
import { routes as checkoutSessions } from "./checkout-sessions.ts";
import { routes as customers } from "./customers.ts";
import { routes as events } from "./events.ts";
import { routes as paymentIntents } from "./payment-intents.ts";
import { routes as payouts } from "./payouts.ts";
import { routes as reversals } from "./reversals.ts";
import { routes as transfers } from "./transfers.ts";
import { routes as v2AccountLinks } from "./v2-account-links.ts";
import { routes as v2Accounts } from "./v2-accounts.ts";
import { routes as webhookEndpoints } from "./webhook-endpoints.ts";

/** Every endpoint that exists. A new resource is a new file here and one line. */
export const allRoutes: readonly Route[] = [
  ...accounts,
  ...balance,
  ...charges,
  ...checkoutSessions,
  ...customers,
  ...events,
  ...paymentIntents,
  ...payouts,
  ...reversals,
  ...transfers,
  ...v2AccountLinks,
  ...v2Accounts,
  ...webhookEndpoints,
];
