import { audit, emit, type TxCtx } from "@peony/db";
import { pspCommands } from "@peony/db/schema";
import { type PaymentFailure, payoutKey, type TransferReversal } from "@peony/domain/escrow";
import { refusedPosting, returnedPosting, sentPosting } from "@peony/domain/ledger";
import { DomainError, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { isPosted, post } from "../ledger/index.ts";
import { freezeItem } from "./freezes.ts";
import { later, moneyOf, payeeOf } from "./reserve-payout.ts";
import {
  type DisbursementRow,
  type ItemRow,
  lockDisbursement,
  moveDisbursement,
  moveItem,
  settleWhenFinal,
} from "./rows.ts";

type Sent = { readonly disbursementId: Id<"disbursement">; readonly providerId: string };

const answered = (t: TxCtx, row: DisbursementRow, state: "done" | "failed" | "unknown", answer: unknown) =>
  t.tx
    .update(pspCommands)
    .set({ state, answer, updatedAt: t.now })
    .where(eq(pspCommands.key, payoutKey(row.id, row.attempts)));

const submitted = async (t: TxCtx, row: DisbursementRow, providerId: string): Promise<DisbursementRow> => {
  if (row.providerId !== null && row.providerId !== providerId)
    throw new DomainError("conflict", `${row.id} was sent as ${row.providerId} and as ${providerId}`);
  if (row.state !== "reserved" && row.state !== "unknown") return row;
  await answered(t, row, "done", { providerId });
  return moveDisbursement(t, row, "submit", "provider", { providerId, reason: "" });
};

/** The provider took the payout. A repeat changes nothing; another name for the same payout is refused. @throws DomainError conflict */
export const recordPayoutSent = async (t: TxCtx, input: Sent): Promise<void> => {
  const { row } = await lockDisbursement(t, input.disbursementId);
  await submitted(t, row, input.providerId);
};

/**
 * The money has left: the reservation becomes a booking, and the item settles with its last line. Told by the provider's answer and
 * by its event, in any order and number.
 */
export const recordPayoutConfirmed = async (t: TxCtx, input: Sent): Promise<void> => {
  const { row, item } = await lockDisbursement(t, input.disbursementId);
  if (row.state === "confirmed") return;
  const sent = await submitted(t, row, input.providerId);
  const done = await moveDisbursement(t, sent, "confirm", "provider", { providerId: input.providerId });
  await post(
    t,
    sentPosting(done.id, done.attempts, payeeOf(done), moneyOf(done), {
      dealId: item.dealId,
      itemId: item.id,
      provider: input.providerId,
    }),
  );
  await audit(t, {
    chain: item.dealId,
    action: "payout.confirmed",
    object: done.id,
    payload: { provider: input.providerId },
  });
  await emit(t.tx, "payout.changed", { disbursementId: done.id });
  await settleWhenFinal(t, item);
};

/**
 * Money that had left came back, whole or in part: it is the payee's claim again, each reversal booked once, and the item stops
 * until two people have looked. Told before we knew that the money had left, that is booked first.
 */
export const recordPayoutReversed = async (
  t: TxCtx,
  input: Sent & { readonly reversals: readonly TransferReversal[] },
): Promise<void> => {
  const { row, item } = await lockDisbursement(t, input.disbursementId);
  if (row.providerId !== null && row.providerId !== input.providerId)
    throw new DomainError("conflict", `${row.id} was sent as ${row.providerId}, and ${input.providerId} came back`);
  await recordPayoutConfirmed(t, input);
  const news: string[] = [];
  for (const { id, money } of input.reversals) {
    const posting = returnedPosting(row.id, id, payeeOf(row), money, { dealId: item.dealId, itemId: item.id });
    if (await isPosted(t, posting.key)) continue;
    await post(t, posting);
    news.push(id);
  }
  if (news.length > 0)
    await freezeItem(t, item, "reversal", `the provider reversed ${input.providerId}: ${news.join(", ")}`);
};

const giveBack = (t: TxCtx, row: DisbursementRow, item: ItemRow) =>
  post(t, refusedPosting(row.id, row.attempts, { dealId: item.dealId, itemId: item.id }));

/**
 * The call failed. Not enough money there yet: the reservation is given back and the payout comes again later. The payee cannot
 * receive, or our request is wrong: the line fails and the release is blocked until somebody has acted. Anything else may have
 * happened: the line waits as `unknown` and the same question is asked again under the same key.
 */
export const recordPayoutFailed = async (
  t: TxCtx,
  input: { disbursementId: Id<"disbursement">; failure: PaymentFailure; code: string },
): Promise<void> => {
  const { row, item } = await lockDisbursement(t, input.disbursementId);
  if (row.state !== "reserved" && row.state !== "unknown") return;
  if (input.failure === "unknown" || input.failure === "retry") {
    await answered(t, row, "unknown", { code: input.code });
    await moveDisbursement(t, row, "lose", "system", { reason: input.code, nextAt: later(t.now, 1) });
    return;
  }
  await answered(t, row, "failed", { code: input.code });
  await giveBack(t, row, item);
  if (input.failure === "funds") {
    await moveDisbursement(t, row, "postpone", "provider", { reason: input.code, nextAt: later(t.now, row.attempts) });
    return;
  }
  // what the payee can cure is theirs to do; a request of ours that is wrong is ours to look at
  const reason = input.failure === "payee" ? "payout-account" : input.code;
  await moveDisbursement(t, row, "refuse", "provider", { reason });
  await emit(t.tx, "payout.changed", { disbursementId: row.id });
  await audit(t, { chain: item.dealId, action: "payout.refused", object: row.id, payload: { code: input.code } });
  if (item.state === "releasing") await moveItem(t, item, "disbursement_failed", "provider", { reason: input.code });
};
