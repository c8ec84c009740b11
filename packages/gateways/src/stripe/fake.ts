import {
  type BalanceTransaction,
  type Checkout,
  type Payment,
  PaymentError,
  type PaymentFailure,
  type PaymentPort,
  type Recipient,
  type Transfer,
} from "@peony/domain/escrow";
import { type Currency, currencyOf, type Money } from "@peony/domain/shared";

export type FakePayments = PaymentPort & {
  /** The buyer pays a checkout; another sum than asked for where given. */
  readonly pay: (checkoutId: string, received?: Money) => string;
  /** The payee gives its bank details. */
  readonly onboard: (recipientId: string) => void;
  /** The next call of this name fails; `after` it has had its effect, or before. */
  readonly failNext: (call: "transfer" | "createCheckout", failure: PaymentFailure, when?: "before" | "after") => void;
  /** How often money was really sent. */
  readonly sentCount: () => number;
};

const good = "signed";

/** The payment provider in memory, for tests of what calls it: keys repeat answers, payees must be ready, balances are sums. */
export const fakePayments = (now: () => Date = () => new Date()): FakePayments => {
  const answers = new Map<string, Checkout | Recipient | Transfer>();
  const checkouts = new Map<string, Checkout & { money: Money }>();
  const payments = new Map<string, Payment>();
  const recipients = new Map<string, Recipient>();
  const transfers = new Map<string, Transfer & { itemId: string; source: string | null }>();
  const book: BalanceTransaction[] = [];
  const failures = new Map<string, { failure: PaymentFailure; when: "before" | "after" }>();
  let serial = 0;
  const id = (prefix: string): string => `${prefix}_fake${++serial}`;

  const keyed = async <T extends Checkout | Recipient | Transfer>(
    call: string,
    key: string,
    work: () => T,
  ): Promise<T> => {
    const fault = failures.get(call);
    failures.delete(call);
    if (fault?.when === "before")
      throw new PaymentError(fault.failure, `fake-${fault.failure}`, "fault before the effect");
    const answer = (answers.get(key) as T | undefined) ?? work();
    answers.set(key, answer);
    if (fault) throw new PaymentError(fault.failure, `fake-${fault.failure}`, "fault after the effect");
    return answer;
  };
  const found = <T>(map: ReadonlyMap<string, T>, key: string): T => {
    const value = map.get(key);
    if (value === undefined) throw new PaymentError("refused", "resource_missing", `no ${key}`);
    return value;
  };
  const write = (type: string, sourceId: string, net: Money): string => {
    const txn = id("txn");
    book.push({ id: txn, type, sourceId, net, createdAt: now() });
    return txn;
  };
  const held = (currency: Currency): bigint =>
    book.filter((b) => currencyOf(b.net.asset) === currency).reduce((sum, b) => sum + b.net.amount, 0n);

  return {
    createCheckout: (r) =>
      keyed("createCheckout", `${r.attemptId}:${r.locale}`, () => {
        const made: Checkout = {
          id: id("cs"),
          url: `https://pay.test/${r.attemptId}`,
          state: "open",
          paid: false,
          attemptId: r.attemptId,
          paymentId: null,
        };
        checkouts.set(made.id, { ...made, money: r.money });
        return made;
      }),
    getCheckout: async (key) => {
      const { money: _, ...checkout } = found(checkouts, key);
      return checkout;
    },
    getPayment: async (key) => found(payments, key),
    createRecipient: (r) =>
      keyed("createRecipient", r.payoutAccountId, () => {
        const made: Recipient = { id: id("acct"), state: "created" };
        recipients.set(made.id, made);
        return made;
      }),
    getRecipient: async (key) => found(recipients, key),
    onboardingLink: async (key) => `https://setup.test/${found(recipients, key).id}`,
    transfer: (r) =>
      keyed("transfer", r.idempotencyKey, () => {
        if (recipients.get(r.destination)?.state !== "active")
          throw new PaymentError("payee", "insufficient_capabilities_for_transfer", "the payee is not ready");
        if (held(currencyOf(r.money.asset)) < r.money.amount && r.sourceChargeId === null)
          throw new PaymentError("funds", "balance_insufficient", "not enough there");
        const made: Transfer = {
          id: id("tr"),
          disbursementId: r.disbursementId,
          destination: r.destination,
          money: r.money,
          reversals: [],
        };
        transfers.set(made.id, { ...made, itemId: r.itemId, source: r.sourceChargeId });
        write("transfer", made.id, { amount: -r.money.amount, asset: r.money.asset });
        return made;
      }),
    getTransfer: async (key) => {
      const { itemId: _item, source: _source, ...transfer } = found(transfers, key);
      return transfer;
    },
    findTransfer: async (itemId, disbursementId) => {
      const hit = [...transfers.values()].find((t) => t.itemId === itemId && t.disbursementId === disbursementId);
      if (!hit) return null;
      const { itemId: _item, source: _source, ...transfer } = hit;
      return transfer;
    },
    balance: async () => {
      const sums = new Map<Currency, Money>();
      for (const { net } of book)
        sums.set(currencyOf(net.asset), { amount: held(currencyOf(net.asset)), asset: net.asset });
      return sums;
    },
    listBalanceTransactions: async (since) => book.filter((b) => b.createdAt >= since),
    verifyWebhook: async (body, signature) => {
      if (signature !== good) return null;
      const event = JSON.parse(body) as { id: string; type: string; account?: string };
      return { id: event.id, type: event.type, account: event.account ?? null, body: event };
    },
    pay: (key, received) => {
      const checkout = found(checkouts, key);
      if (checkout.paymentId) return checkout.paymentId;
      const sum = received ?? checkout.money;
      const payment = id("pi");
      const charge = id("ch");
      const fee = sum.amount / 100n;
      const txn = write("charge", charge, { amount: sum.amount - fee, asset: sum.asset });
      payments.set(payment, {
        id: payment,
        state: "succeeded",
        received: sum,
        attemptId: checkout.attemptId,
        chargeId: charge,
        fee: { balanceTransactionId: txn, money: { amount: fee, asset: sum.asset } },
      });
      checkouts.set(key, { ...checkout, state: "complete", paid: true, url: null, paymentId: payment });
      return payment;
    },
    onboard: (key) => {
      recipients.set(key, { id: found(recipients, key).id, state: "active" });
    },
    failNext: (call, failure, when = "before") => {
      failures.set(call, { failure, when });
    },
    sentCount: () => transfers.size,
  };
};
