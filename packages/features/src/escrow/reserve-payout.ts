import { emit, type TxCtx } from "@peony/db";
import { disbursements, paymentAttempts, payoutAccounts, pspCommands } from "@peony/db/schema";
import { payoutKey, retryMinutes } from "@peony/domain/escrow";
import { reservePosting } from "@peony/domain/ledger";
import { assets, type Currency, DomainError, type Id, type Money } from "@peony/domain/shared";
import { and, asc, eq, inArray, isNull, lte, or } from "drizzle-orm";
import { post } from "../ledger/index.ts";
import { type DisbursementRow, type ItemRow, lockDisbursement, moveDisbursement } from "./rows.ts";

/** What to ask the provider for. `lookUp` first where the same question is too old to be repeated under its key. */
export type PayoutOrder = {
  readonly disbursementId: Id<"disbursement">;
  readonly itemId: Id<"item">;
  readonly idempotencyKey: string;
  readonly destination: string;
  readonly money: Money;
  /** The payment this money came in by, where it was one. */
  readonly paymentId: string | null;
  readonly lookUp: boolean;
};
/** `send`: reserved, call the provider. `wait`: not possible now, it will be asked for again. `done`: nothing to do. */
export type PayoutStep = { readonly step: "send"; readonly order: PayoutOrder } | { readonly step: "wait" | "done" };

/** Keys are remembered for 24 hours by the provider; an hour is kept in hand. */
const keyHours = 23;

export const moneyOf = (row: DisbursementRow): Money => ({
  amount: row.amount,
  asset: assets[row.currency as Currency],
});
export const payeeOf = (row: DisbursementRow): Id<"organisation"> => {
  if (row.orgId === null) throw new DomainError("invalid", `disbursement ${row.id} has no payee`);
  return row.orgId;
};
export const later = (now: Date, tries: number): Date => new Date(now.getTime() + retryMinutes(tries) * 60_000);

const destinationOf = async (t: TxCtx, orgId: Id<"organisation">): Promise<string | null> => {
  const [account] = await t.tx.select().from(payoutAccounts).where(eq(payoutAccounts.orgId, orgId));
  return account?.state === "active" ? account.providerId : null;
};

const paymentOf = async (t: TxCtx, itemId: Id<"item">): Promise<string | null> => {
  const paid = await t.tx
    .select({ paymentId: paymentAttempts.paymentId })
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.itemId, itemId), eq(paymentAttempts.state, "paid")));
  return paid.length === 1 ? (paid[0]?.paymentId ?? null) : null;
};

/** Books the reservation and the command; from here on the line is sent or answered for, never forgotten. */
const reserve = async (t: TxCtx, row: DisbursementRow, item: ItemRow): Promise<DisbursementRow> => {
  const version = row.attempts + 1;
  await post(t, reservePosting(row.id, version, payeeOf(row), moneyOf(row), { dealId: item.dealId, itemId: item.id }));
  await t.tx.insert(pspCommands).values({
    id: t.newId("command"),
    key: payoutKey(row.id, version),
    kind: "transfer",
    payload: { disbursementId: row.id, orgId: row.orgId },
    firstSentAt: t.now,
    createdAt: t.now,
    updatedAt: t.now,
  });
  return moveDisbursement(t, row, "reserve", "system", { attempts: version, reason: "" });
};

const isOld = async (t: TxCtx, key: string): Promise<boolean> => {
  const [command] = await t.tx.select().from(pspCommands).where(eq(pspCommands.key, key));
  const sent = command?.firstSentAt?.getTime() ?? t.now.getTime();
  return t.now.getTime() - sent > keyHours * 3_600_000;
};

/**
 * Prepares one payout: reserves its sum in the ledger and writes the command, or says why not now. A payout that is under way
 * already is asked for again under the same key. Commit, then call the provider.
 */
export const reservePayout = async (t: TxCtx, id: Id<"disbursement">): Promise<PayoutStep> => {
  const { row, item } = await lockDisbursement(t, id);
  if (row.state === "confirmed" || row.state === "submitted" || row.state === "failed_final") return { step: "done" };
  const fresh = row.state === "planned" || row.state === "failed_retryable";
  const destination = await destinationOf(t, payeeOf(row));
  const hindrance = item.freezes.length > 0 ? "frozen" : destination === null ? "payout-account" : null;
  if (fresh && hindrance !== null) {
    await moveDisbursement(t, row, "postpone", "system", { reason: hindrance, nextAt: later(t.now, row.attempts + 4) });
    // the payee is told once; a payout that goes on waiting says nothing new
    if (row.reason !== hindrance) await emit(t.tx, "payout.changed", { disbursementId: row.id });
    return { step: "wait" };
  }
  // what is under way may have been sent already; while money is stopped it is not asked for again
  if (destination === null || hindrance !== null) return { step: "wait" };
  const ready = fresh ? await reserve(t, row, item) : row;
  const key = payoutKey(ready.id, ready.attempts);
  return {
    step: "send",
    order: {
      disbursementId: ready.id,
      itemId: item.id,
      idempotencyKey: key,
      destination,
      money: moneyOf(ready),
      paymentId: await paymentOf(t, item.id),
      lookUp: await isOld(t, key),
    },
  };
};

const lostAfterMs = 10 * 60_000;

/** Payouts whose time has come again, oldest first: postponed ones, and ones whose request or answer was lost. */
export const duePayouts = async (t: TxCtx, limit = 100): Promise<Id<"disbursement">[]> => {
  const rows = await t.tx
    .select({ id: disbursements.id })
    .from(disbursements)
    .where(
      and(
        inArray(disbursements.state, ["planned", "reserved", "unknown", "failed_retryable"]),
        or(
          lte(disbursements.nextAt, t.now),
          and(isNull(disbursements.nextAt), lte(disbursements.updatedAt, new Date(t.now.getTime() - lostAfterMs))),
        ),
      ),
    )
    .orderBy(asc(disbursements.updatedAt), asc(disbursements.id))
    .limit(limit);
  return rows.map((r) => r.id);
};
