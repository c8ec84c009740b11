import type {
  BalanceTransaction,
  Checkout,
  Payment,
  PayoutAccountState,
  Recipient,
  Transfer,
} from "@peony/domain/escrow";
import { assets, type Currency, currencies, type Money } from "@peony/domain/shared";
import type { Stripe } from "stripe";

const idOf = (x: string | { id: string } | null | undefined): string | null =>
  typeof x === "string" ? x : (x?.id ?? null);

/** Stripe's integer in the smallest unit, which for our currencies is also ours. @throws RangeError for a currency we do not keep */
export const moneyFrom = (amount: number, currency: string): Money => {
  const code = currencies.find((c) => c === currency.toUpperCase());
  if (!code) throw new RangeError(`currency ${currency} is not kept here`);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`amount ${amount} is not exact`);
  return { amount: BigInt(amount), asset: assets[code] };
};

/** @throws RangeError beyond what a JSON number carries exactly */
export const toStripe = (m: Money): { amount: number; currency: string } => {
  const amount = Number(m.amount);
  if (!Number.isSafeInteger(amount)) throw new RangeError(`amount ${m.amount} is not exact as a number`);
  return { amount, currency: m.asset.slice(0, 3).toLowerCase() };
};

/** The SDK leaves its lists of words open; a word we do not know is no page anybody can pay at. */
const checkoutState = (status: string | null): Checkout["state"] =>
  status === "open" || status === "complete" ? status : "expired";

export const checkoutFrom = (s: Stripe.Checkout.Session): Checkout => ({
  id: s.id,
  url: s.url,
  state: checkoutState(s.status),
  paid: s.payment_status === "paid",
  attemptId: s.client_reference_id,
  paymentId: idOf(s.payment_intent),
});

const paymentState = (i: Stripe.PaymentIntent): Payment["state"] => {
  if (i.status === "succeeded") return "succeeded";
  if (i.status === "canceled") return "cancelled";
  return i.status === "requires_payment_method" && i.last_payment_error ? "failed" : "pending";
};

const feeFrom = (charge: Stripe.Charge | null): Payment["fee"] => {
  const bt = charge?.balance_transaction;
  return bt && typeof bt !== "string" ? { balanceTransactionId: bt.id, money: moneyFrom(bt.fee, bt.currency) } : null;
};

/** A payment fetched with its charge and balance transaction expanded. */
export const paymentFrom = (i: Stripe.PaymentIntent): Payment => {
  const charge = i.latest_charge && typeof i.latest_charge !== "string" ? i.latest_charge : null;
  return {
    id: i.id,
    state: paymentState(i),
    received: moneyFrom(i.amount_received, i.currency),
    attemptId: i.metadata.attempt_id ?? null,
    chargeId: idOf(i.latest_charge),
    fee: feeFrom(charge),
  };
};

type TransfersCapability = { status: string; status_details: readonly { resolution: string }[] };

const recipientState = (c: TransfersCapability | undefined): PayoutAccountState => {
  if (c?.status === "active") return "active";
  if (c?.status === "pending") return "pending";
  // restricted because the payee has not said all it has to say yet: not finished, rather than forbidden
  return c === undefined || c.status_details.every((d) => d.resolution === "provide_info") ? "created" : "restricted";
};

export const recipientFrom = (a: Stripe.V2.Core.Account): Recipient => ({
  id: a.id,
  state: a.closed
    ? "restricted"
    : recipientState(a.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers),
});

export const transferFrom = (t: Stripe.Transfer): Transfer => ({
  id: t.id,
  disbursementId: t.metadata.disbursement_id ?? null,
  destination: idOf(t.destination) ?? "",
  money: moneyFrom(t.amount, t.currency),
  reversals: t.reversals.data.map((r) => ({ id: r.id, money: moneyFrom(r.amount, r.currency) })),
});

export const balanceTransactionFrom = (b: Stripe.BalanceTransaction): BalanceTransaction => ({
  id: b.id,
  type: b.type,
  sourceId: idOf(b.source),
  net: moneyFrom(b.net, b.currency),
  createdAt: new Date(b.created * 1000),
});

/** Available, pending and reserved together, per currency we keep. */
export const balanceFrom = (b: Stripe.Balance): ReadonlyMap<Currency, Money> => {
  const sums = new Map<Currency, Money>();
  for (const part of [...b.available, ...b.pending, ...(b.connect_reserved ?? [])]) {
    const code = currencies.find((c) => c === part.currency.toUpperCase());
    if (!code) continue;
    const before = sums.get(code)?.amount ?? 0n;
    sums.set(code, { amount: before + moneyFrom(part.amount, part.currency).amount, asset: assets[code] });
  }
  return sums;
};
