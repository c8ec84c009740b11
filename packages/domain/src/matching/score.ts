import type { MatchField } from "./document.ts";
import type { MatchIndex, Sums } from "./match-index.ts";
import type { Alternative, OwnTerm, PreparedNeed, Unit } from "./need.ts";
import type { Term } from "./terms.ts";

/** A term of a unit in one index: its number there, and what it adds at saturation. */
type Weighed<T> = { readonly asked: T; readonly term: number; readonly points: number };
type WeighedUnit = {
  readonly unit: Unit;
  readonly own: readonly Weighed<OwnTerm>[];
  readonly alternatives: readonly Weighed<Alternative>[];
};
/** A need against one index as it is at this moment. */
export type Plan = {
  readonly units: readonly WeighedUnit[];
  /** Highest text score a document could reach: every term at saturation. Scores of two needs are never compared. */
  readonly best: number;
};

/** Points that one document gets for one term, and the field that gives most of them. */
export type Share<T> = { readonly asked: T; readonly share: number; readonly field: MatchField };
export type UnitShares = { readonly unit: Unit; readonly share: number } & (
  | { readonly by: "own"; readonly shares: readonly Share<OwnTerm>[] }
  | { readonly by: "alternatives"; readonly shares: readonly Share<Alternative>[] }
);

const pointsOf = (terms: readonly { readonly points: number }[]): number => terms.reduce((sum, t) => sum + t.points, 0);

/** Terms that stand nowhere, or almost everywhere, fall out. */
export const planFor = (index: MatchIndex, { units }: PreparedNeed): Plan => {
  const weigh = <T extends { readonly term: Term; readonly weight: number }>(terms: readonly T[]): Weighed<T>[] =>
    terms.flatMap((asked) => {
      const term = index.termOf(asked.term);
      const points = term < 0 ? 0 : index.idf(term) * asked.weight;
      return points > 0 ? [{ asked, term, points }] : [];
    });
  const weighed = units
    .map((unit) => ({ unit, own: weigh(unit.own), alternatives: weigh(unit.alternatives) }))
    .filter((u) => u.own.length + u.alternatives.length > 0);
  const best = weighed.reduce((sum, u) => sum + Math.max(pointsOf(u.own), pointsOf(u.alternatives)), 0);
  return { units: weighed, best };
};

const noShares: readonly never[] = [];
/** `sum` is worked out in the order in which `scoreAll` adds. */
const sharesIn = <T>(
  index: MatchIndex,
  terms: readonly Weighed<T>[],
  number: number,
): { readonly shares: readonly Share<T>[]; readonly sum: number } => {
  let shares: Share<T>[] | undefined;
  let sum = 0;
  for (const { asked, term, points } of terms) {
    const found = index.weight(term, number);
    if (!found) continue;
    const share = points * found.weight;
    sum += share;
    shares ??= [];
    shares.push({ asked, share, field: found.field });
  }
  return { shares: shares ?? noShares, sum };
};

/** What one document gets for each unit, in the order of the units; those it has nothing of are left out. */
export const sharesOf = (index: MatchIndex, { units }: Plan, number: number): UnitShares[] => {
  const found: UnitShares[] = [];
  for (const { unit, own, alternatives } of units) {
    const mine = sharesIn(index, own, number);
    const others = sharesIn(index, alternatives, number);
    if (others.sum > mine.sum) found.push({ unit, share: others.sum, by: "alternatives", shares: others.shares });
    else if (mine.sum > 0) found.push({ unit, share: mine.sum, by: "own", shares: mine.shares });
  }
  return found;
};

/**
 * How many content terms a document shares: terms that do not overlap in the need, so that the pairs of one Chinese word count
 * once; a thing counts for its words, in whatever language it was found. Words of class titles count as one at most.
 */
export const contentOf = (units: readonly UnitShares[]): number => {
  const words = units.map(() => 0);
  let byClass = 0;
  const pieces = units.flatMap((found, unit) => {
    const content = found.shares.filter((s) => s.field !== "class").length;
    if (content < found.shares.length) byClass = 1;
    if (found.by === "own")
      return found.shares
        .filter((s) => s.field !== "class")
        .map(({ asked: { term, from, to } }) => ({ unit, term, from, to }));
    if (content > 0) words[unit] = found.unit.words;
    return [];
  });
  const counted = new Set<Term>();
  let ended = 0;
  for (const { unit, term, from, to } of pieces.sort((x, y) => x.from - y.from)) {
    if (counted.has(term) || from < ended) continue;
    counted.add(term);
    ended = to;
    words[unit] = (words[unit] ?? 0) + 1;
  }
  const most = (unit: number): number => (units[unit]?.unit.alternatives.length ? units[unit].unit.words : 1);
  return words.reduce((sum, n, unit) => sum + Math.min(n, most(unit)), byClass);
};

const newSums = (size: number): Sums => ({
  points: new Float64Array(size),
  hits: new Uint16Array(size),
  touched: new Int32Array(size),
  count: 0,
});
/** Room to work in, kept between needs for each index; empty in between. */
type Room = { readonly size: number; readonly total: Sums; readonly own: Sums; readonly others: Sums };
const rooms = new WeakMap<MatchIndex, Room>();

const roomOf = (index: MatchIndex): Room => {
  const known = rooms.get(index);
  // taken out while it is in use: a visitor that throws or asks again never finds it half full
  rooms.delete(index);
  if (known && known.size >= index.numbers) return known;
  const size = Math.ceil(index.numbers * 1.25) + 64;
  return { size, total: newSums(size), own: newSums(size), others: newSums(size) };
};

/** Adds the higher of two sums to the total for each document of the first, and empties both there. */
const addHigher = (total: Sums, { points, hits, touched, count }: Sums, other: Sums, words: number): void => {
  for (let i = 0; i < count; i++) {
    const number = touched[i] ?? 0;
    const share = Math.max(points[number] ?? 0, other.points[number] ?? 0);
    if (share === 0) continue;
    points[number] = hits[number] = other.points[number] = other.hits[number] = 0;
    const before = total.points[number] ?? 0;
    if (before === 0) total.touched[total.count++] = number;
    total.points[number] = before + share;
    total.hits[number] = (total.hits[number] ?? 0) + words;
  }
};

/**
 * Text score of every document that shares a term: `visit(number, text, hits)`, where the document has no more than `hits`
 * content terms.
 */
export const scoreAll = (
  index: MatchIndex,
  { units }: Plan,
  visit: (number: number, text: number, hits: number) => void,
): void => {
  const room = roomOf(index);
  const { total, own, others } = room;
  for (const { unit, own: mine, alternatives } of units) {
    if (alternatives.length === 0 && mine.length === 1) {
      for (const { term, points } of mine) index.addTo(term, points, total);
      continue;
    }
    for (const { term, points } of mine) index.addTo(term, points, own);
    for (const { term, points } of alternatives) index.addTo(term, points, others);
    const words = Math.max(mine.length, unit.words);
    addHigher(total, own, others, words);
    addHigher(total, others, own, words);
    own.count = 0;
    others.count = 0;
  }
  for (let i = 0; i < total.count; i++) {
    const number = total.touched[i] ?? 0;
    const text = total.points[number] ?? 0;
    const most = total.hits[number] ?? 0;
    total.points[number] = total.hits[number] = 0;
    visit(number, text, most);
  }
  total.count = 0;
  rooms.set(index, room);
};
