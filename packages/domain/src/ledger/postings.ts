import { currencyOf, type Id, type Money } from "../shared/index.ts";
import { type AccountCode, account } from "./accounts.ts";

export const transferKinds = [
  "fund",
  "psp_fee",
  "apply",
  "release",
  "disburse",
  "refund",
  "dispute_out",
  "dispute_in",
  "dispute_lost",
  "reversal_in",
  "netting",
  "write_off",
  "exchange",
  "returned",
  "buffer",
  "deposit_in",
  "deposit_apply",
  "deposit_return",
  "deposit_forfeit",
  "correction",
] as const;
export type TransferKind = (typeof transferKinds)[number];

export type Entry = { readonly account: AccountCode; readonly side: "debit" | "credit"; readonly money: Money };

/** What a posting is about; ids and numbers only, readable by the organisation whose account it touches. */
export type PostingRef = {
  readonly dealId?: Id<"deal">;
  readonly itemId?: Id<"item">;
  readonly attemptId?: Id<"attempt">;
  readonly disbursementId?: Id<"disbursement">;
  /** The provider's name for it: payment, balance transaction or transfer. */
  readonly provider?: string;
  /** The provider's balance transaction that brought the money, where known. */
  readonly transaction?: string;
};

/**
 * One booking: balanced lines under a key that names the business fact. Same key and content: booked once.
 * `phase` "pending" reserves; "post" and "void" end the reservation whose key `resolves` names.
 */
export type Posting = {
  readonly key: string;
  readonly kind: TransferKind;
  readonly ref: PostingRef;
  readonly entries: readonly Entry[];
  readonly phase?: "pending" | "post" | "void";
  readonly resolves?: string;
};

const debit = (code: AccountCode, money: Money): Entry => ({ account: code, side: "debit", money });
const credit = (code: AccountCode, money: Money): Entry => ({ account: code, side: "credit", money });

/** Posting table: `fund: D psp, C held, key fund:<payment>`. Money that arrived for an item as agreed. */
export const fundPosting = (paymentId: string, itemId: Id<"item">, money: Money, ref: PostingRef): Posting => ({
  key: `fund:${paymentId}`,
  kind: "fund",
  ref: { ...ref, itemId, provider: paymentId },
  entries: [debit(account.psp, money), credit(account.held(itemId), money)],
});

/** Posting table: `fund: D psp, C unapplied, key fund:<payment>`. Money that arrived, wanted or not, without a fitting claim. */
export const unappliedPosting = (
  paymentId: string,
  payer: Id<"organisation">,
  money: Money,
  ref: PostingRef,
): Posting => ({
  key: `fund:${paymentId}`,
  kind: "fund",
  ref: { ...ref, provider: paymentId },
  entries: [debit(account.psp, money), credit(account.unapplied(payer), money)],
});

/** Posting table: `psp_fee: D expense:psp, C psp, key fee:<balance transaction>`. The platform bears the provider's fee. */
export const pspFeePosting = (balanceTransactionId: string, fee: Money, ref: PostingRef): Posting => ({
  key: `fee:${balanceTransactionId}`,
  kind: "psp_fee",
  ref: { ...ref, provider: balanceTransactionId },
  entries: [debit(account.pspFee, fee), credit(account.psp, fee)],
});

/**
 * Posting table: `release: D held, C payable.., revenue:fee, key release:<item>:<n>`. The lines sum to what is released;
 * lines of nothing are left out.
 */
export const releasePosting = (
  itemId: Id<"item">,
  releaseNo: number,
  lines: readonly { readonly orgId: Id<"organisation"> | null; readonly money: Money }[],
  ref: PostingRef,
): Posting => {
  const paid = lines.filter((l) => l.money.amount > 0n);
  const asset = paid[0]?.money.asset ?? "CNY/2";
  const total: Money = { amount: paid.reduce((sum, l) => sum + l.money.amount, 0n), asset };
  return {
    key: `release:${itemId}:${releaseNo}`,
    kind: "release",
    ref: { ...ref, itemId },
    entries: [
      debit(account.held(itemId), total),
      ...paid.map((l) => credit(l.orgId === null ? account.fee : account.payable(l.orgId), l.money)),
    ],
  };
};

/** The ledger's name for one try of a disbursement; a later try has another, because the earlier one was voided. */
export const disburseKey = (id: Id<"disbursement">, version: number): string =>
  version <= 1 ? `disb:${id}` : `disb:${id}:${version}`;

const disburseEntries = (payee: Id<"organisation">, money: Money): Entry[] => [
  debit(account.payable(payee), money),
  credit(account.psp, money),
];

/** Posting table: `disburse: D payable, C psp (pending), key disb:<id>`. Reserves what is about to be sent. */
export const reservePosting = (
  id: Id<"disbursement">,
  version: number,
  payee: Id<"organisation">,
  money: Money,
  ref: PostingRef,
): Posting => ({
  key: disburseKey(id, version),
  kind: "disburse",
  phase: "pending",
  ref: { ...ref, disbursementId: id },
  entries: disburseEntries(payee, money),
});

/** Posting table: `disburse … then :post`. The provider said it is sent. */
export const sentPosting = (
  id: Id<"disbursement">,
  version: number,
  payee: Id<"organisation">,
  money: Money,
  ref: PostingRef,
): Posting => ({
  key: `${disburseKey(id, version)}:post`,
  kind: "disburse",
  phase: "post",
  resolves: disburseKey(id, version),
  ref: { ...ref, disbursementId: id },
  entries: disburseEntries(payee, money),
});

/** Posting table: `disburse … then :void`. The provider refused; the payee's claim stands as before. */
export const refusedPosting = (id: Id<"disbursement">, version: number, ref: PostingRef): Posting => ({
  key: `${disburseKey(id, version)}:void`,
  kind: "disburse",
  phase: "void",
  resolves: disburseKey(id, version),
  ref: { ...ref, disbursementId: id },
  entries: [],
});

/** Posting table: `returned: D psp, C payable, key ret:<reversal>`. Sent money came back; the payee's claim on it stands again. */
export const returnedPosting = (
  id: Id<"disbursement">,
  reversalId: string,
  payee: Id<"organisation">,
  money: Money,
  ref: PostingRef,
): Posting => ({
  key: `ret:${reversalId}`,
  kind: "returned",
  ref: { ...ref, disbursementId: id, provider: reversalId },
  entries: [debit(account.psp, money), credit(account.payable(payee), money)],
});

/** What is wrong with a posting before the database sees it, or null: two lines or more, positive, zero sum per currency. */
export const postingFault = (p: Posting): string | null => {
  if (p.phase === "void") return p.entries.length === 0 ? null : "a void carries no lines";
  if (p.entries.length < 2) return "fewer than two lines";
  if (p.entries.some((e) => e.money.amount <= 0n)) return "a line of nothing";
  const sums = new Map<string, bigint>();
  for (const e of p.entries) {
    const currency = currencyOf(e.money.asset);
    sums.set(currency, (sums.get(currency) ?? 0n) + (e.side === "debit" ? e.money.amount : -e.money.amount));
  }
  for (const [currency, sum] of sums) if (sum !== 0n) return `unbalanced in ${currency}`;
  return null;
};
