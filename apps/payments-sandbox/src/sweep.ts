import { renderBalance } from "./book.ts";
import { expireSession, settleSession } from "./checkout.ts";
import { emit } from "./events.ts";
import { settle } from "./payments.ts";
import type { Scope } from "./scope.ts";

const KEEP_ANSWERS_SECONDS = 24 * 60 * 60;

/**
 * Everything that happens by time alone, as of `scope.now`: sessions expire, card payments in processing settle,
 * payouts arrive, funds become available, remembered answers are forgotten. Call inside a transaction.
 */
export const sweep = (scope: Scope): void => {
  const { store, now } = scope;
  const as = (account: string | undefined): Scope => ({ ...scope, account: account ?? scope.account, request: null });

  for (const [id, session] of store.entries("sessions")) {
    if (session.status === "open" && session.expires_at <= now)
      expireSession(as(store.ownerOf("sessions", id)), session);
  }
  for (const [id, waiting] of store.entries("settling")) {
    const intent = store.find("payment_intents", id);
    if (waiting.dueAt > now || intent === undefined) continue;
    const owner = as(store.ownerOf("payment_intents", id));
    store.remove("settling", id);
    settle(owner, intent, waiting.card);
    settleSession(owner, intent);
  }
  for (const [id, payout] of store.entries("payouts")) {
    if (payout.status !== "pending" || payout.arrival_date > now) continue;
    emit(as(store.ownerOf("payouts", id)), "payout.paid", store.put("payouts", id, { ...payout, status: "paid" }));
  }
  announceFunds(scope, as);
  for (const [id, answer] of store.entries("idempotency")) {
    if (answer.createdAt + KEEP_ANSWERS_SECONDS <= now) store.remove("idempotency", id);
  }
};

/** One `balance.available` per account, however many transactions became available together. */
const announceFunds = (scope: Scope, as: (account: string) => Scope): void => {
  const accounts = new Set<string>();
  for (const [id, { account }] of scope.store.entries("unannounced")) {
    const transaction = scope.store.find("balance_transactions", id);
    if (transaction !== undefined && transaction.available_on > scope.now) continue;
    scope.store.remove("unannounced", id);
    accounts.add(account);
  }
  for (const account of accounts) emit(as(account), "balance.available", renderBalance(scope, account));
};
