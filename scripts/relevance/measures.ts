/** Grades of the judged records of one question, by record id; a record without a grade counts as 0. */
export type Judgments = Readonly<Record<string, number>>;

const gain = (grade: number): number => 2 ** grade - 1;

const discounted = (grades: readonly number[]): number =>
  grades.reduce((sum, grade, place) => sum + gain(grade) / Math.log2(place + 2), 0);

// an engine that names a record twice must not be paid twice
const first = (ranking: readonly string[], depth: number): string[] => [...new Set(ranking)].slice(0, depth);

/**
 * Normalised discounted cumulative gain of a ranking (record ids, best first) at `depth`, from 0 to 1: gain 2^grade − 1,
 * divided by log2(place + 1), over the same sum for the best possible order (Järvelin and Kekäläinen 2002 in the form
 * of Burges et al. 2005). A question without any graded record has no value and throws.
 */
export const ndcg = (ranking: readonly string[], judgments: Judgments, depth = 10): number => {
  const best = Object.values(judgments).sort((a, b) => b - a);
  const ideal = discounted(best.slice(0, depth));
  if (ideal === 0) throw new RangeError("a question needs at least one record with a grade above 0");
  return discounted(first(ranking, depth).map((id) => judgments[id] ?? 0)) / ideal;
};

/**
 * Share, from 0 to 1, of the useful records (grade 2 and above, or `from`) that stand among the first `depth` of a
 * ranking. A question without a useful record has no value and throws.
 */
export const recall = (ranking: readonly string[], judgments: Judgments, depth = 100, from = 2): number => {
  const useful = Object.keys(judgments).filter((id) => (judgments[id] ?? 0) >= from);
  if (useful.length === 0) throw new RangeError(`a question needs at least one record of grade ${from} or above`);
  const found = new Set(first(ranking, depth));
  return useful.filter((id) => found.has(id)).length / useful.length;
};

/** The mean of one figure per question; throws on an empty list, since no question means no figure. */
export const mean = (figures: readonly number[]): number => {
  if (figures.length === 0) throw new RangeError("the mean of no figures");
  return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
};
