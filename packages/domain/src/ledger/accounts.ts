import type { Id } from "../shared/index.ts";

/** Code of one account of the ledger. The part before the first colon is its class and says side and floor (table `ledger.account_class`). */
export type AccountCode =
  | `psp:stripe`
  | `bank:${string}`
  | `held:${string}`
  | `unapplied:${string}`
  | `payable:${string}`
  | `revenue:fee`
  | `expense:psp`
  | `expense:loss`
  | `tax:${string}`
  | `receivable:${string}`
  | `dispute:${string}`
  | `deposit:${string}`
  | `fx:${string}`
  | `equity:buffer`;

/** The accounts this release posts to. */
export const account = {
  /** What the payment provider holds for us; may go negative while its fee is booked before its money. */
  psp: "psp:stripe",
  /** Money held for one item of a contract; never below zero. */
  held: (itemId: Id<"item">) => `held:${itemId}` as const,
  /** Money that arrived from a payer without a fitting claim; never below zero. */
  unapplied: (orgId: Id<"organisation">) => `unapplied:${orgId}` as const,
  /** Money released to a payee and not yet sent; never below zero. */
  payable: (orgId: Id<"organisation">) => `payable:${orgId}` as const,
  fee: "revenue:fee",
  pspFee: "expense:psp",
} as const satisfies Record<string, AccountCode | ((id: string) => AccountCode)>;

export const accountClasses = ["payable", "unapplied", "receivable", "held", "revenue"] as const;
/** Classes an organisation sees in its statement. */
export type AccountClass = (typeof accountClasses)[number];
