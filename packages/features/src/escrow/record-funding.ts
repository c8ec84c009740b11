import { audit, oneOr404, type TxCtx } from "@peony/db";
import { paymentAttempts } from "@peony/db/schema";
import { fundPosting, type PostingRef, pspFeePosting, unappliedPosting } from "@peony/domain/ledger";
import type { Id, Money } from "@peony/domain/shared";
import { and, eq, ne } from "drizzle-orm";
import { isPosted, post } from "../ledger/index.ts";
import { freezeItem } from "./freezes.ts";
import { dueOf, type ItemRow, lockItem, moveItem } from "./rows.ts";

/** What the provider says of one payment, fetched and not taken from an event. */
export type FundingFacts = {
  readonly paymentId: string;
  readonly attemptId: Id<"attempt">;
  readonly received: Money;
  readonly fee: { readonly balanceTransactionId: string; readonly money: Money } | null;
};
/** `held`: booked for its item. `unapplied`: booked for the payer, a person must look. `repeat`: known already. */
export type FundingOutcome = "held" | "unapplied" | "repeat";

const payable = ["awaiting_funds", "funding", "part_funded"] as const;

const fits = (item: ItemRow, received: Money): boolean => {
  const due = dueOf(item);
  return payable.some((s) => s === item.state) && received.asset === due.asset && received.amount === due.amount;
};

const bookUnapplied = async (t: TxCtx, item: ItemRow, facts: FundingFacts, ref: PostingRef): Promise<void> => {
  await post(t, unappliedPosting(facts.paymentId, item.buyerOrgId, facts.received, ref));
  await audit(t, {
    chain: item.dealId,
    action: "escrow.unapplied",
    object: item.id,
    payload: { payment: facts.paymentId, amount: facts.received.amount.toString(), asset: facts.received.asset },
  });
  // money for an item that is paid already waits for its owner; money that does not fit an unpaid one stops that item
  if (!payable.some((s) => s === item.state)) return;
  const after =
    item.state === "funding"
      ? await moveItem(t, item, "payment_failed", "provider", { reason: "amount", deadline: item.deadline })
      : item;
  await freezeItem(t, after, "payment", `payment ${facts.paymentId} differs from what is due`);
};

/**
 * Books money that arrived, wanted or not, and marks its item held where amount and currency are what is due. May be called any
 * number of times and before our own page has noted the session: the attempt's id travels with the payment.
 * @throws DomainError not-found where the attempt is not written yet; the caller comes back later
 */
export const recordFunding = async (t: TxCtx, facts: FundingFacts): Promise<FundingOutcome> => {
  const seen = oneOr404(
    await t.tx
      .select({ itemId: paymentAttempts.itemId })
      .from(paymentAttempts)
      .where(eq(paymentAttempts.id, facts.attemptId)),
    facts.attemptId,
  );
  const { item } = await lockItem(t, seen.itemId);
  const ref: PostingRef = { dealId: item.dealId, attemptId: facts.attemptId };
  const fundRef = facts.fee ? { ...ref, transaction: facts.fee.balanceTransactionId } : ref;
  if (facts.fee && facts.fee.money.amount > 0n)
    await post(t, pspFeePosting(facts.fee.balanceTransactionId, facts.fee.money, { ...ref, itemId: item.id }));
  if (await isPosted(t, `fund:${facts.paymentId}`)) return "repeat";
  const held = fits(item, facts.received);
  if (held) {
    await post(t, fundPosting(facts.paymentId, item.id, facts.received, fundRef));
    await moveItem(t, item, "funds", "provider", { payload: { payment: facts.paymentId } });
  } else await bookUnapplied(t, item, facts, fundRef);
  await t.tx
    .update(paymentAttempts)
    .set({ state: "paid", paymentId: facts.paymentId, updatedAt: t.now })
    .where(and(eq(paymentAttempts.id, facts.attemptId), ne(paymentAttempts.state, "paid")));
  return held ? "held" : "unapplied";
};

/** The provider's page of an attempt, or null where none is noted. */
export const attemptPage = async (t: TxCtx, attemptId: Id<"attempt">): Promise<string | null> => {
  const rows = await t.tx
    .select({ providerId: paymentAttempts.providerId })
    .from(paymentAttempts)
    .where(eq(paymentAttempts.id, attemptId));
  return oneOr404(rows, attemptId).providerId;
};

const close = async (
  t: TxCtx,
  attemptId: Id<"attempt">,
  state: "failed" | "expired",
  event: "payment_failed" | "payment_expired",
  reason: string,
): Promise<void> => {
  const seen = oneOr404(
    await t.tx
      .select({ itemId: paymentAttempts.itemId })
      .from(paymentAttempts)
      .where(eq(paymentAttempts.id, attemptId)),
    attemptId,
  );
  const { item } = await lockItem(t, seen.itemId);
  const closed = await t.tx
    .update(paymentAttempts)
    .set({ state, updatedAt: t.now })
    .where(and(eq(paymentAttempts.id, attemptId), eq(paymentAttempts.state, "open")))
    .returning({ id: paymentAttempts.id });
  if (closed.length === 0 || item.state !== "funding") return;
  await moveItem(t, item, event, "provider", { reason, deadline: item.deadline });
};

/** The provider says this attempt came to nothing; the item waits for funds again. A repeat, or one too late, changes nothing. */
export const recordPaymentFailed = (t: TxCtx, input: { attemptId: Id<"attempt">; reason: string }): Promise<void> =>
  close(t, input.attemptId, "failed", "payment_failed", input.reason);

/** The payment page closed unpaid; the item waits for funds again. */
export const recordPaymentExpired = (t: TxCtx, input: { attemptId: Id<"attempt"> }): Promise<void> =>
  close(t, input.attemptId, "expired", "payment_expired", "expired");
