import { type Bilingual, ceil, largestRemainder } from "../shared/index.ts";

/**
 * The inventors' pool of one receipt (rule 5.5): the statutory part, rounded up.
 * @param net minor units: receipts minus documented costs, not negative
 */
export const rewardPool = (input: { net: bigint; statutoryBps: number }): bigint => {
  if (input.net < 0n) throw new RangeError("net income must be non-negative");
  return ceil(input.net * BigInt(input.statutoryBps), 10_000n);
};

/** Least part of a pool for those who contributed most, rounded up (rule 5.5). */
export const mainMinimum = (pool: bigint, mainMinBps: number): bigint => ceil(pool * BigInt(mainMinBps), 10_000n);

export type Inventor = { readonly name: Bilingual; readonly sharePct: number };
export type RewardShare = Inventor & { readonly amount: bigint };

/**
 * Shares of a pool by largest remainder over the inventors' percentages; they sum to the pool (INV-12). Where no percentage is
 * known the parts are equal. Nobody named: no shares.
 */
export const rewardShares = (pool: bigint, inventors: readonly Inventor[]): RewardShare[] => {
  if (inventors.length === 0) return [];
  const weights = inventors.map((i) => BigInt(Math.round(i.sharePct * 100)));
  const parts = largestRemainder(pool, weights.some((w) => w > 0n) ? weights : inventors.map(() => 1n));
  return inventors.map((i, n) => ({ ...i, amount: parts[n] ?? 0n }));
};

export type RewardPreview = {
  readonly gross: bigint;
  readonly costs: bigint;
  readonly net: bigint;
  readonly pool: bigint;
  readonly shares: readonly RewardShare[];
};

/**
 * What a receipt would bring the inventors, step by step, in minor units.
 * @throws RangeError where the costs exceed the receipt
 */
export const previewReward = (
  input: { gross: bigint; costs: bigint; statutoryBps: number },
  inventors: readonly Inventor[],
): RewardPreview => {
  const net = input.gross - input.costs;
  const pool = rewardPool({ net, statutoryBps: input.statutoryBps });
  return { gross: input.gross, costs: input.costs, net, pool, shares: rewardShares(pool, inventors) };
};
