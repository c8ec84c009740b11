/** No deposit: what was agreed in a check goes with the check. */
export const noDeposit = { depositState: "not_required", depositBps: null, depositAmount: null } as const;

/** An agreed deposit in minor units: a share of the upper budget in hundredths of a per cent, rounded down; null where none is agreed. */
export const depositOf = (budgetMax: bigint | null, bps: number | null): bigint | null =>
  bps === null ? null : ((budgetMax ?? 0n) * BigInt(bps)) / 10_000n;
