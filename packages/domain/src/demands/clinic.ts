import type { Bilingual } from "../shared/index.ts";
import type { hazards, testBases } from "./demand.ts";
import { mayNameOwner } from "./hidden-name.ts";
import { type DemandFigures, type DemandGap, demandGaps } from "./readiness.ts";

/** What the clinic reads of a demand. */
export type ClinicFacts = Omit<DemandFigures, "targets"> & {
  readonly targets: readonly {
    readonly name: Bilingual;
    readonly unit: Bilingual;
    readonly current: string;
    readonly target: string;
  }[];
  readonly testBasis: (typeof testBases)[number];
  readonly hazards: readonly (typeof hazards)[number][];
  readonly samplesAvailable: boolean;
  readonly trlWanted: number | null;
  readonly ipc: readonly string[];
  readonly site: Bilingual;
};

/** The rules by which the clinic counts, in the order in which they are shown. */
export const complexityRules = [
  ...["targets", "gap", "start", "test", "disciplines", "maturity"],
  ...["budget", "time", "hazards", "constraints", "samples"],
] as const satisfies readonly string[];
export type ComplexityRule =
  | "targets"
  | "gap"
  | "start"
  | "test"
  | "disciplines"
  | "maturity"
  | "budget"
  | "time"
  | "hazards"
  | "constraints"
  | "samples";

/** One rule that counted: its points, and the figure it counted by, for its sentence. */
export type ComplexityRow = { readonly rule: ComplexityRule; readonly points: number; readonly figure: string };

/** From here on a demand is hard: an expert reads it back, and a broker may be asked to help (journey J5 step 2). */
export const hardFrom = 55;

const said = (t: Bilingual): string => t.zh || t.en;
const dayMs = 86_400_000;
const wan = 1_000_000n;

/** How many times better the hardest target is than today; null where nobody says what is reached today. */
const widestGap = (targets: ClinicFacts["targets"]): number | null => {
  const factors = targets.flatMap(({ current, target }) => {
    const [from, to] = [Number(current), Number(target)];
    if (current === "" || from === 0 || to === 0 || from * to < 0) return [];
    return [Math.max(to / from, from / to)];
  });
  return factors.length > 0 ? Math.max(...factors) : null;
};

type Step = readonly [least: number, points: number];
/** Points of the highest step that is reached. Steps stand in rising order. */
const stepped = (value: number, steps: readonly Step[]): number =>
  steps.reduce((points, [least, more]) => (value >= least ? more : points), 0);

const disciplines = (ipc: readonly string[]): { sections: number; classes: number } => ({
  sections: new Set(ipc.map((c) => c.slice(0, 1))).size,
  classes: new Set(ipc.map((c) => c.slice(0, 3))).size,
});

const maturity = (trl: number | null): number => (trl === null ? 5 : trl <= 3 ? 14 : trl <= 5 ? 8 : trl <= 7 ? 3 : 0);
const testPoints = { standard: 0, own: 4, undeveloped: 20 } as const;

const figures = (d: ClinicFacts, today: string): Record<ComplexityRule, [points: number, figure: string]> => {
  const gap = widestGap(d.targets);
  const unknown = d.targets.filter((t) => t.current === "").length;
  const { sections, classes } = disciplines(d.ipc);
  const share = d.budgetMax === null ? null : Number(d.budgetMax / wan) / Math.max(1, d.targets.length);
  const days = d.deadline === null ? null : Math.round((Date.parse(d.deadline) - Date.parse(today)) / dayMs);
  const length = [...said(d.constraints)].length;
  return {
    targets: [
      d.targets.length === 0
        ? 15
        : stepped(d.targets.length, [
            [2, 4],
            [3, 8],
            [4, 12],
            [5, 16],
          ]),
      `${d.targets.length}`,
    ],
    gap: [
      gap === null
        ? 0
        : stepped(gap, [
            [1.5, 5],
            [2, 10],
            [5, 15],
            [10, 20],
          ]),
      gap === null ? "" : gap.toFixed(1),
    ],
    start: [d.targets.length > 0 && unknown > 0 ? 8 : 0, `${unknown}`],
    test: [said(d.testMethod) === "" ? 20 : testPoints[d.testBasis], said(d.testMethod) === "" ? "none" : d.testBasis],
    disciplines: [
      sections >= 3 ? 14 : sections === 2 ? 8 : classes >= 3 ? 5 : d.ipc.length === 0 ? 4 : 0,
      `${d.ipc.length === 0 ? 0 : sections >= 2 ? sections : classes}`,
    ],
    maturity: [maturity(d.trlWanted), d.trlWanted === null ? "none" : `${d.trlWanted}`],
    budget: [share === null || share < 20 ? 10 : share < 50 ? 5 : 0, share === null ? "none" : `${Math.floor(share)}`],
    time: [days === null || days < 30 ? 6 : days < 60 ? 3 : 0, days === null ? "none" : `${days}`],
    hazards: [Math.min(12, d.hazards.length * 6), `${d.hazards.length}`],
    constraints: [length === 0 ? 0 : length > 120 ? 6 : 3, `${length}`],
    samples: [d.samplesAvailable ? 0 : 4, ""],
  };
};

/**
 * How hard a demand is, 0 to 100: the sum of rules that are shown with their points, so that a firm sees what makes it hard and what
 * it could say to make it easier. The rules and their points are the marketplace's own.
 * @param today ISO date in Chinese time
 */
export const complexityOf = (d: ClinicFacts, today: string): { points: number; rows: ComplexityRow[] } => {
  const all = figures(d, today);
  const rows = complexityRules.flatMap((rule): ComplexityRow[] => {
    const [points, figure] = all[rule];
    return points > 0 ? [{ rule, points, figure }] : [];
  });
  return {
    points: Math.min(
      100,
      rows.reduce((sum, r) => sum + r.points, 0),
    ),
    rows,
  };
};

/** What an answer would make clearer; the sentence behind the code says why it matters. */
const clinicAdvice = ["current", "basis", "samples", "constraints", "trl", "ipc", "english", "site", "name"] as const;
export type ClinicQuestion =
  | { readonly kind: "must"; readonly gap: DemandGap }
  | { readonly kind: "should"; readonly advice: (typeof clinicAdvice)[number]; readonly field: string };

const adviceFields = (
  d: ClinicFacts,
  names: readonly string[],
): Record<(typeof clinicAdvice)[number], string | null> => {
  const unknown = d.targets.findIndex((t) => t.current === "");
  return {
    current: unknown < 0 ? null : `targets.${unknown}.current`,
    basis: d.testBasis === "undeveloped" ? "testBasis" : null,
    samples: d.samplesAvailable ? null : "samplesAvailable",
    constraints: said(d.constraints) === "" ? "constraints.zh" : null,
    trl: d.trlWanted === null ? "trlWanted" : null,
    ipc: d.ipc.length === 0 ? "ipc" : null,
    english: d.title.en === "" ? "title.en" : null,
    site: d.hazards.length > 0 && said(d.site) === "" ? "site.zh" : null,
    name: d.visibility === "hidden_name" ? (mayNameOwner(d, names)[0]?.field ?? null) : null,
  };
};

/**
 * What the clinic asks: first what publishing needs, at its field, then what would help the answers.
 * @param today ISO date in Chinese time
 */
export const clinicQuestions = (
  d: ClinicFacts,
  today: string,
  names: readonly string[],
  publishedOn = today,
): ClinicQuestion[] => {
  const advice = adviceFields(d, names);
  return [
    ...demandGaps(d, today, names, publishedOn).map((gap) => ({ kind: "must", gap }) as const),
    ...clinicAdvice.flatMap((code) => {
      const field = advice[code];
      return field === null ? [] : [{ kind: "should", advice: code, field } as const];
    }),
  ];
};

/** Steps that other people take before a demand may be published. */
export type ClinicStep = "readback" | "check";

/** Which steps a demand needs: a challenge and a hard one are read back by an expert; a challenge is checked by the park. */
export const clinicSteps = (d: ClinicFacts, today: string): ClinicStep[] => {
  const challenge = d.kind === "challenge";
  const hard = complexityOf(d, today).points >= hardFrom;
  return [...(challenge || hard ? (["readback"] as const) : []), ...(challenge ? (["check"] as const) : [])];
};
