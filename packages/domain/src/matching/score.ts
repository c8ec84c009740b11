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

const sharesIn = <T>(index: MatchIndex, terms: readonly Weighed<T>[], number: number): Share<T>[] =>
  terms.flatMap(({ asked, term, points }) => {
    const found = index.weight(term, number);
    return found ? [{ asked, share: points * found.weight, field: found.field }] : [];
  });
const sumOf = (shares: readonly { readonly share: number }[]): number => shares.reduce((sum, s) => sum + s.share, 0);

/** What one document gets for each unit, in the order of the units; those it has nothing of are left out. */
export const sharesOf = (index: MatchIndex, { units }: Plan, number: number): UnitShares[] =>
  units.flatMap(({ unit, own, alternatives }): UnitShares[] => {
    const [mine, others] = [sharesIn(index, own, number), sharesIn(index, alternatives, number)];
    const [share, other] = [sumOf(mine), sumOf(others)];
    if (share === 0 && other === 0) return [];
    return share >= other
      ? [{ unit, share, by: "own", shares: mine }]
      : [{ unit, share: other, by: "alternatives", shares: others }];
  });

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

const newSums = (size: number): Sums => ({ points: new Float64Array(size), touched: new Int32Array(size), count: 0 });
/** Room to work in, kept between needs for each index. */
type Room = {
  readonly size: number;
  readonly total: Sums;
  readonly own: Sums;
  readonly others: Sums;
  readonly hits: Uint16Array;
};
const rooms = new WeakMap<MatchIndex, Room>();

const roomOf = (index: MatchIndex): Room => {
  const known = rooms.get(index);
  if (known && known.size >= index.numbers) return known;
  const size = Math.ceil(index.numbers * 1.25) + 64;
  const room = { size, total: newSums(size), own: newSums(size), others: newSums(size), hits: new Uint16Array(size) };
  rooms.set(index, room);
  return room;
};

const mergeInto = (
  { total, hits }: Room,
  { points, touched, count }: Sums,
  other: Sums | null,
  words: number,
): void => {
  for (let i = 0; i < count; i++) {
    const number = touched[i] ?? 0;
    const share = Math.max(points[number] ?? 0, other?.points[number] ?? 0);
    points[number] = 0;
    if (other) other.points[number] = 0;
    if (share === 0) continue;
    if (total.points[number] === 0) total.touched[total.count++] = number;
    total.points[number] = (total.points[number] ?? 0) + share;
    hits[number] = (hits[number] ?? 0) + words;
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
  const { total, own, others, hits } = room;
  for (const { unit, own: mine, alternatives } of units) {
    for (const { term, points } of mine) index.addTo(term, points, own);
    for (const { term, points } of alternatives) index.addTo(term, points, others);
    const words = Math.max(mine.length, unit.words);
    mergeInto(room, own, others, words);
    mergeInto(room, others, null, words);
    own.count = 0;
    others.count = 0;
  }
  for (let i = 0; i < total.count; i++) {
    const number = total.touched[i] ?? 0;
    const text = total.points[number] ?? 0;
    const most = hits[number] ?? 0;
    total.points[number] = 0;
    hits[number] = 0;
    visit(number, text, most);
  }
  total.count = 0;
};
