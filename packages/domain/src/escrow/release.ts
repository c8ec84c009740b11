import { type Bilingual, basisPoints, type Currency, DomainError, type Id, type Money } from "../shared/index.ts";

/** Who a split line pays. `platform` is the fee; the inventors' share is the university's own payable, shown by statement. */
export const payeeRoles = ["seller", "broker", "platform"] as const;
export type PayeeRole = (typeof payeeRoles)[number];

/** A part of the price that is not the seller's, as agreed at signature. Stored with the item, so `base` is a decimal string of minor units. */
export type SplitRule = {
  readonly role: "broker" | "platform";
  /** Null for the platform, which is paid by posting alone. */
  readonly orgId: Id<"organisation"> | null;
  readonly bps: number;
  /** What the basis points are of: the milestone's price, also where the buyer bears the commission on top of it. */
  readonly base: string;
};

export type ReleaseLine = {
  readonly role: PayeeRole;
  readonly orgId: Id<"organisation"> | null;
  readonly money: Money;
};

/** What held money needs to know of a deal record; the record itself belongs to the contract and fits this shape. */
export type EscrowTerms = {
  readonly currency: Currency;
  readonly milestones: readonly {
    readonly name: Bilingual;
    readonly amount: bigint;
    readonly deliverable: Bilingual;
    readonly testMethod: Bilingual;
    readonly inspectionDays: number;
  }[];
  readonly commissions: readonly {
    readonly organisationId: Id<"organisation">;
    readonly pct: number;
    readonly payer: "seller" | "buyer";
  }[];
};

/** Percent with two decimals as basis points. */
export const bpsOf = (pct: number): number => Math.round(pct * 100);

/**
 * What the buyer pays for one milestone and who besides the seller has a part in it. A commission borne by the buyer comes on top
 * of the price; one borne by the seller, and the platform's fee, come out of it. All are half up on basis points (rule 5.1).
 */
export const planItem = (
  price: bigint,
  commissions: EscrowTerms["commissions"],
  platformFeeBps: number,
): { due: bigint; splits: SplitRule[] } => {
  const base = price.toString();
  const onTop = commissions
    .filter((c) => c.payer === "buyer")
    .reduce((sum, c) => sum + basisPoints(price, bpsOf(c.pct)), 0n);
  const brokers = commissions.map(
    (c): SplitRule => ({ role: "broker", orgId: c.organisationId, bps: bpsOf(c.pct), base }),
  );
  const platform: SplitRule[] =
    platformFeeBps > 0 ? [{ role: "platform", orgId: null, bps: platformFeeBps, base }] : [];
  return { due: price + onTop, splits: [...brokers, ...platform] };
};

/**
 * Splits a held sum into its lines: commissions and fee half up on basis points, the seller takes the rest (rules 5.1, INV-10).
 * Seller first; lines of nothing are left out, but for the seller's.
 * @throws DomainError escrow/amount where the parts exceed the whole
 */
export const releaseLines = (
  due: Money,
  sellerOrgId: Id<"organisation">,
  splits: readonly SplitRule[],
): ReleaseLine[] => {
  const parts = splits.map((s) => ({
    role: s.role,
    orgId: s.orgId,
    money: { amount: basisPoints(BigInt(s.base), s.bps), asset: due.asset },
  }));
  const rest = due.amount - parts.reduce((sum, p) => sum + p.money.amount, 0n);
  if (rest < 0n) throw new DomainError("escrow/amount", `parts exceed ${due.amount} by ${-rest}`);
  const seller: ReleaseLine = { role: "seller", orgId: sellerOrgId, money: { amount: rest, asset: due.asset } };
  return [seller, ...parts.filter((p) => p.money.amount > 0n)];
};
