/**
 * What the law gives the people who made a result, where the unit has no rule of its own: at least this part of the net income of
 * a transfer or licence. Versioned data; the version in force at signature applies to the whole contract.
 */
export type RewardRule = {
  readonly id: string;
  /** Prefix of the six-digit division code of the owner's region; empty for the whole country. */
  readonly region: string;
  /** First day in force, ISO date. */
  readonly validFrom: string;
  /** Least part of the net income that goes to the pool. */
  readonly statutoryBps: number;
  /** Least part of the pool for those who contributed most. */
  readonly mainMinBps: number;
  /** Least part of the shares where the result is invested, and of the yearly operating profit where the unit uses it itself. */
  readonly equityMinBps: number;
  readonly profitMinBps: number;
  /** Months after the receipt within which the pool is due, where the law says so (Henan Regulation, art. 41). */
  readonly payMonths: number | null;
  readonly source: { readonly zh: string; readonly en: string };
  readonly documentNumber: string;
};

/** Years for which a part of the operating profit is due (the same articles). */
export const profitYears = { from: 3, to: 5 } as const;

export const rewardRules: readonly RewardRule[] = [
  {
    id: "cn-2015",
    region: "",
    validFrom: "2015-10-01",
    statutoryBps: 5000,
    mainMinBps: 5000,
    equityMinBps: 5000,
    profitMinBps: 500,
    payMonths: null,
    source: {
      zh: "《中华人民共和国促进科技成果转化法》第四十五条：转让、许可净收入中提取不低于百分之五十的比例",
      en: "Law on Promoting the Transformation of Scientific and Technological Achievements, art. 45: at least 50 % of the net income of a transfer or licence",
    },
    documentNumber: "主席令第三十二号（2015）",
  },
  {
    id: "cn-41-2020",
    region: "41",
    validFrom: "2020-01-01",
    statutoryBps: 7000,
    mainMinBps: 5000,
    equityMinBps: 7000,
    profitMinBps: 1000,
    payMonths: 6,
    source: {
      zh: "《河南省促进科技成果转化条例》第四十条：转让、许可净收入中提取不低于百分之七十的比例",
      en: "Henan Regulation on Promoting the Transformation of Scientific and Technological Achievements, art. 40: at least 70 % of the net income of a transfer or licence",
    },
    documentNumber: "河南省第十三届人民代表大会常务委员会公告（2019-09-27 通过，2020-01-01 施行）",
  },
];

/**
 * The rule for an owner's region at a date: the most specific region first, then the latest version in force.
 * @param region six-digit administrative division code, or null
 */
export const rewardRuleFor = (region: string | null, at: Date): RewardRule => {
  const day = at.toISOString().slice(0, 10);
  const fitting = rewardRules
    .filter((r) => (region ?? "").startsWith(r.region) && r.validFrom <= day)
    .sort((a, b) => b.region.length - a.region.length || (a.validFrom < b.validFrom ? 1 : -1));
  const rule = fitting[0];
  if (!rule) throw new RangeError(`no reward rule is in force on ${day}`);
  return rule;
};
