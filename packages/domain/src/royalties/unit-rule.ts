import { z } from "zod";
import { idSchema, textSchema } from "../shared/index.ts";
import { type RewardRule, rewardRuleFor } from "./rules.ts";

/** A unit's own rule as it is stored; a later version replaces an earlier one from its first day on. */
export type UnitRule = {
  readonly version: number;
  readonly validFrom: string;
  readonly poolBps: number;
  readonly mainMinBps: number;
  readonly title: string;
  readonly documentNumber: string;
};

/** A share below what the law of the region asks is refused by the command, which knows the region. */
export const saveUnitRuleInput = z.strictObject({
  id: idSchema("unitRule"),
  validFrom: z.iso.date({ error: "not-a-date" }),
  /** Percent of the net income, two decimals at most. */
  poolPct: z.number().min(0).max(100).multipleOf(0.01, { error: "not-a-multiple" }),
  /** Least part of the pool, in percent, for those who contributed most. */
  mainMinPct: z.number().min(0).max(100).multipleOf(0.01, { error: "not-a-multiple" }),
  title: textSchema(120, 1),
  documentNumber: textSchema(60).default(""),
});
export type SaveUnitRuleInput = z.output<typeof saveUnitRuleInput>;

/**
 * The rule that applies to a contract signed at `at`: the unit's own version in force on that day, else the law of its region. A unit
 * may give more than the law asks and never less, so of an old rule that a newer law overtook the law's part is taken.
 * @param region six-digit administrative division code of the unit, or null
 */
export const ruleInForce = (region: string | null, at: Date, own: readonly UnitRule[]): RewardRule => {
  const law = rewardRuleFor(region, at);
  const day = at.toISOString().slice(0, 10);
  const [mine] = own
    .filter((r) => r.validFrom <= day)
    .sort((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : b.version - a.version));
  if (!mine || mine.poolBps < law.statutoryBps) return law;
  return {
    ...law,
    id: `unit-${mine.version}`,
    validFrom: mine.validFrom,
    statutoryBps: mine.poolBps,
    mainMinBps: Math.max(mine.mainMinBps, law.mainMinBps),
    payMonths: null,
    source: { zh: mine.title, en: mine.title },
    documentNumber: mine.documentNumber,
  };
};
