import type { Stripe } from "stripe";

type Deleted = Stripe.DeletedWebhookEndpoint;
type V2Account = Stripe.V2.Core.Account;

/** What the SDK declares for the answer of each endpoint. The JSON Schemas of the contract test come from here. */
export type Responses = {
  "GET /v1/account": Stripe.Account;
  "GET /v1/accounts/:id": Stripe.Account;
  "GET /v1/balance": Stripe.Balance;
  "GET /v1/balance_transactions": Stripe.ApiList<Stripe.BalanceTransaction>;
  "GET /v1/balance_transactions/:id": Stripe.BalanceTransaction;
  "GET /v1/charges": Stripe.ApiList<Stripe.Charge>;
  "GET /v1/charges/:id": Stripe.Charge;
  "GET /v1/checkout/sessions": Stripe.ApiList<Stripe.Checkout.Session>;
  "GET /v1/checkout/sessions/:id": Stripe.Checkout.Session;
  "GET /v1/checkout/sessions/:id/line_items": Stripe.ApiList<Stripe.LineItem>;
  "GET /v1/customers/:id": Stripe.Customer;
  "GET /v1/events": Stripe.ApiList<Stripe.EventBase>;
  "GET /v1/events/:id": Stripe.EventBase;
  "GET /v1/payment_intents": Stripe.ApiList<Stripe.PaymentIntent>;
  "GET /v1/payment_intents/:id": Stripe.PaymentIntent;
  "GET /v1/payouts": Stripe.ApiList<Stripe.Payout>;
  "GET /v1/payouts/:id": Stripe.Payout;
  "GET /v1/transfers": Stripe.ApiList<Stripe.Transfer>;
  "GET /v1/transfers/:id": Stripe.Transfer;
  "GET /v1/webhook_endpoints": Stripe.ApiList<Stripe.WebhookEndpoint>;
  "GET /v2/core/accounts": { data: V2Account[]; next_page_url: string | null; previous_page_url: string | null };
  "GET /v2/core/accounts/:id": V2Account;
  "POST /v1/checkout/sessions": Stripe.Checkout.Session;
  "POST /v1/checkout/sessions/:id/expire": Stripe.Checkout.Session;
  "POST /v1/customers": Stripe.Customer;
  "POST /v1/payment_intents": Stripe.PaymentIntent;
  "POST /v1/payment_intents/:id": Stripe.PaymentIntent;
  "POST /v1/payment_intents/:id/cancel": Stripe.PaymentIntent;
  "POST /v1/payment_intents/:id/confirm": Stripe.PaymentIntent;
  "POST /v1/payouts": Stripe.Payout;
  "POST /v1/transfers": Stripe.Transfer;
  "POST /v1/transfers/:id/reversals": Stripe.TransferReversal;
  "POST /v1/webhook_endpoints": Stripe.WebhookEndpoint;
  "POST /v2/core/account_links": Stripe.V2.Core.AccountLink;
  "POST /v2/core/accounts": V2Account;
  "POST /v2/core/accounts/:id": V2Account;
  "POST /v2/core/accounts/:id/close": V2Account;
  "DELETE /v1/webhook_endpoints/:id": Deleted;
};

/** What the SDK lets a caller send. Every parameter that the sandbox accepts must be one of these. */
export type Requests = {
  "GET /v1/balance_transactions": Stripe.BalanceTransactionListParams;
  "GET /v1/charges": Stripe.ChargeListParams;
  "GET /v1/checkout/sessions": Stripe.Checkout.SessionListParams;
  "GET /v1/checkout/sessions/:id/line_items": Stripe.Checkout.SessionListLineItemsParams;
  "GET /v1/events": Stripe.EventListParams;
  "GET /v1/payment_intents": Stripe.PaymentIntentListParams;
  "GET /v1/payouts": Stripe.PayoutListParams;
  "GET /v1/transfers": Stripe.TransferListParams;
  "GET /v1/webhook_endpoints": Stripe.WebhookEndpointListParams;
  "GET /v2/core/accounts": Stripe.V2.Core.AccountListParams & { page?: string };
  "GET /v2/core/accounts/:id": Stripe.V2.Core.AccountRetrieveParams;
  "POST /v1/checkout/sessions": Stripe.Checkout.SessionCreateParams;
  "POST /v1/customers": Stripe.CustomerCreateParams;
  "POST /v1/payment_intents": Stripe.PaymentIntentCreateParams;
  "POST /v1/payment_intents/:id": Stripe.PaymentIntentUpdateParams;
  "POST /v1/payment_intents/:id/cancel": Stripe.PaymentIntentCancelParams;
  "POST /v1/payment_intents/:id/confirm": Stripe.PaymentIntentConfirmParams;
  "POST /v1/payouts": Stripe.PayoutCreateParams;
  "POST /v1/transfers": Stripe.TransferCreateParams;
  "POST /v1/transfers/:id/reversals": Stripe.TransferCreateReversalParams;
  "POST /v1/webhook_endpoints": Stripe.WebhookEndpointCreateParams;
  "POST /v2/core/account_links": Stripe.V2.Core.AccountLinkCreateParams;
  "POST /v2/core/accounts": Stripe.V2.Core.AccountCreateParams;
  "POST /v2/core/accounts/:id": Stripe.V2.Core.AccountUpdateParams;
  "POST /v2/core/accounts/:id/close": Stripe.V2.Core.AccountCloseParams;
};
