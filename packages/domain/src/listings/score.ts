import { type ListingFacts, placeOf, type ScoreRule, scoreRules } from "./readiness.ts";

/** Rules asked of a listing of this kind. The kind alone decides, so that filling something in never adds a rule. */
const asked = (l: ListingFacts): readonly ScoreRule[] =>
  scoreRules.filter((r) => !r.kinds || r.kinds.includes(l.assetKind));

const weightOf = (rules: readonly ScoreRule[]): number => rules.reduce((sum, r) => sum + r.weight, 0);

/** How good a listing is, 0 to 100: the weight of the rules it keeps among those asked of its kind, rounded down. */
export const listingScore = (l: ListingFacts): number => {
  const rules = asked(l);
  return Math.floor((100 * weightOf(rules.filter((r) => !r.lacks(l)))) / weightOf(rules));
};

/** What is missing, blocking first, each with the points it would bring (at least one). */
export const listingMissing = (l: ListingFacts): (ScoreRule & { readonly points: number })[] => {
  const rules = asked(l);
  const whole = weightOf(rules);
  return rules
    .filter((r) => r.lacks(l))
    .map((r) => ({ ...r, field: placeOf(r, l), points: Math.max(1, Math.round((100 * r.weight) / whole)) }));
};
