import { halfUp } from "../shared/index.ts";
import { type Criterion, hundredths, leastPoints, type Scale, wholeWeight } from "./review.ts";

/** A fraction of whole numbers; comparing two of them never rounds. */
export type Exact = { readonly numerator: bigint; readonly denominator: bigint };

/** Whether these are points for these criteria on this scale. */
export const arePoints = (criteria: readonly Criterion[], scale: Scale, points: readonly number[]): boolean =>
  points.length === criteria.length &&
  points.every((p) => Number.isInteger(p) && p >= leastPoints(scale) && p <= scale);

/** One reader's weighted points in ten-thousandths of a point: whole weights times whole points. */
export const weighted = (criteria: readonly Criterion[], points: readonly number[]): bigint =>
  criteria.reduce((sum, c, i) => sum + BigInt(hundredths(c.weight)) * BigInt(points[i] ?? 0), 0n);

/** Reviews that count: of those who are on the team and have stated, without any of whom a conflict keeps from that proposal. */
export const validReviews = <R extends { readonly proposalId: string; readonly userId: string }>(
  reviews: readonly R[],
  team: readonly { readonly userId: string; readonly statedAt: Date | null }[],
  conflicts: readonly { readonly proposalId: string; readonly userId: string }[],
): R[] => {
  const seated = new Set(team.filter((m) => m.statedAt !== null).map((m) => m.userId));
  const barred = new Set(conflicts.map((c) => `${c.userId} ${c.proposalId}`));
  return reviews.filter((r) => seated.has(r.userId) && !barred.has(`${r.userId} ${r.proposalId}`));
};

type Judged = { readonly proposalId: string; readonly userId: string };

/**
 * What somebody on the team owes: the statement, and of the open proposals those that no conflict keeps from them (`due`), less the valid
 * reviews (`done`). @param open proposals that are scored now
 */
export const owes = (
  member: { readonly userId: string; readonly statedAt: Date | null },
  open: readonly string[],
  reviews: readonly Judged[],
  kept: readonly Judged[],
) => {
  const own = kept.filter((c) => c.userId === member.userId && open.includes(c.proposalId));
  const conflicts = new Set(own.map((c) => c.proposalId)).size;
  const due = open.length - conflicts;
  const done = validReviews(reviews, [member], kept).filter((r) => open.includes(r.proposalId)).length;
  const statement = member.statedAt === null;
  return { due, done, conflicts, statement, review: done < due, either: statement || done < due };
};

export type Given = { readonly proposalId: string; readonly points: readonly number[] };
export type Standing = {
  readonly proposalId: string;
  /** How many gave points. */
  readonly count: number;
  /** Mean of the weighted points; null where nobody gave any. */
  readonly mean: Exact | null;
  /** Highest less lowest weighted points, in ten-thousandths: how far the readers are apart. */
  readonly spread: bigint;
  /** 1 is best; equal means share a rank and the next is left out (1, 1, 3). Null without points. */
  readonly rank: number | null;
  readonly tied: boolean;
};

/** Sign of a − b. */
export const compareExact = (a: Exact, b: Exact): number => {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
};

const meanOf = (totals: readonly bigint[]): Exact | null =>
  totals.length === 0
    ? null
    : {
        numerator: totals.reduce((a, b) => a + b, 0n),
        denominator: BigInt(wholeWeight) * BigInt(totals.length),
      };

const spreadOf = (totals: readonly bigint[]): bigint => {
  const sorted = [...totals].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n);
};

/** Where each proposal stands, in the order given; ranks and ties are exact. */
export const standings = (
  proposalIds: readonly string[],
  criteria: readonly Criterion[],
  given: readonly Given[],
): Standing[] => {
  const rows = proposalIds.map((proposalId) => {
    const totals = given.filter((g) => g.proposalId === proposalId).map((g) => weighted(criteria, g.points));
    return { proposalId, count: totals.length, mean: meanOf(totals), spread: spreadOf(totals) };
  });
  return rows.map((row) => {
    const { mean } = row;
    if (mean === null) return { ...row, rank: null, tied: false };
    const rivals = rows.filter((r) => r !== row);
    return {
      ...row,
      rank: 1 + rivals.filter((r) => r.mean !== null && compareExact(r.mean, mean) > 0).length,
      tied: rivals.some((r) => r.mean !== null && compareExact(r.mean, mean) === 0),
    };
  });
};

/** Best first; those without points last, otherwise as given. */
export const byRank = (rows: readonly Standing[]): Standing[] =>
  [...rows].sort((a, b) => (a.rank ?? rows.length + 1) - (b.rank ?? rows.length + 1));

/** A mean as a figure with two decimals, rounded half up for the eye only. */
export const showExact = ({ numerator, denominator }: Exact): string => {
  const cents = halfUp(numerator * 100n, denominator);
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
};
export const showSpread = (spread: bigint): string =>
  showExact({ numerator: spread, denominator: BigInt(wholeWeight) });
