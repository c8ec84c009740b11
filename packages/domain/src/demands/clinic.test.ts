import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClinicFacts, clinicQuestions, clinicSteps, complexityOf, hardFrom } from "./index.ts";

const said = (text: string) => ({ zh: text, en: "" });
const today = "2026-11-25";
const easy: ClinicFacts = {
  kind: "ordinary",
  visibility: "open",
  title: { zh: "热误差补偿", en: "Thermal error" },
  background: said("难".repeat(30)),
  targets: [{ name: said("热漂移"), unit: said("μm"), current: "10", target: "8" }],
  testMethod: said("台架试验"),
  testBasis: "standard",
  constraints: said(""),
  hazards: [],
  samplesAvailable: true,
  keywordsZh: [],
  keywordsEn: [],
  ipc: ["B23Q 15/18"],
  site: said(""),
  trlWanted: 8,
  budgetMin: null,
  budgetMax: 600_000_000n,
  deadline: "2027-03-31",
  feedbackDue: null,
  rightsWanted: ["ordinary"],
};
const hard: Partial<ClinicFacts> = {
  testBasis: "undeveloped",
  trlWanted: 3,
  ipc: ["B23Q 15/18", "G05B 19/404", "C04B 35/00"],
  hazards: ["pressure", "toxic"],
};
const pointsOf = (over: Partial<ClinicFacts>): number => complexityOf({ ...easy, ...over }, today).points;
const target = (current: string, goal: string) => [{ name: said("热漂移"), unit: said("μm"), current, target: goal }];

describe("complexityOf", () => {
  test("a demand that says everything and asks for little counts nothing", () => {
    expect(complexityOf(easy, today)).toEqual({ points: 0, rows: [] });
  });
  test.each<[string, Partial<ClinicFacts>, number]>([
    ["targets", { targets: [] }, 15],
    ["targets", { targets: [...target("10", "8"), ...target("10", "8"), ...target("10", "8")] }, 8],
    ["gap", { targets: target("25", "8") }, 10],
    ["gap", { targets: target("1", "100") }, 20],
    ["start", { targets: target("", "8") }, 8],
    ["test", { testMethod: said("") }, 20],
    ["test", { testBasis: "undeveloped" }, 20],
    ["disciplines", { ipc: ["B23Q 15/18", "G05B 19/404"] }, 8],
    ["disciplines", { ipc: hard.ipc ?? [] }, 14],
    ["disciplines", { ipc: [] }, 4],
    ["maturity", { trlWanted: 3 }, 14],
    ["maturity", { trlWanted: null }, 5],
    ["budget", { budgetMax: 10_000_000n }, 10],
    ["budget", { budgetMax: null }, 10],
    ["time", { deadline: "2026-12-10" }, 6],
    ["hazards", { hazards: ["pressure", "toxic", "voltage"] }, 12],
    ["constraints", { constraints: said("不换主轴") }, 3],
    ["samples", { samplesAvailable: false }, 4],
  ])("rule %s counts (%#)", (rule, over, points) => {
    expect(complexityOf({ ...easy, ...over }, today).rows).toMatchObject([{ rule, points }]);
  });
  test("is the sum of the rows that are shown, never above 100, and more unknowns never make it easier", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ current: fc.constantFrom("", "1", "10"), target: fc.constantFrom("2", "90", "1000") }), {
          maxLength: 6,
        }),
        fc.constantFrom("standard", "own", "undeveloped" as const),
        fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
        fc.subarray(["pressure", "toxic", "voltage"] as const),
        fc.subarray(["B23Q 15/18", "G05B 19/404", "C04B 35/00", "B60G 17/00"]),
        (targets, testBasis, trlWanted, dangers, ipc) => {
          const d = {
            ...easy,
            targets: targets.map((t) => ({ ...t, name: said("指标"), unit: said("") })),
            testBasis: testBasis as ClinicFacts["testBasis"],
            trlWanted,
            hazards: dangers,
            ipc,
          };
          const { points, rows } = complexityOf(d, today);
          expect(points).toBe(
            Math.min(
              100,
              rows.reduce((sum, r) => sum + r.points, 0),
            ),
          );
          expect(rows.every((r) => r.points > 0)).toBe(true);
          for (const worse of [{ budgetMax: null }, { samplesAvailable: false }, { testBasis: "undeveloped" as const }])
            expect(complexityOf({ ...d, ...worse }, today).points).toBeGreaterThanOrEqual(points);
        },
      ),
    );
  });
});

describe("clinicQuestions", () => {
  test("asks nothing of a demand that says everything but what hampers the work", () => {
    expect(clinicQuestions(easy, today, [])).toEqual([
      { kind: "should", advice: "constraints", field: "constraints.zh" },
    ]);
  });
  test("asks first for the target and the test that publishing needs, at their fields", () => {
    const asked = clinicQuestions({ ...easy, targets: [], testMethod: said("") }, today, []);
    expect(asked.filter((q) => q.kind === "must").map((q) => q.gap.field)).toEqual([
      "targets.0.target",
      "testMethod.zh",
    ]);
  });
  test("asks where the firm stands today, at the target that does not say", () => {
    const asked = clinicQuestions({ ...easy, targets: [...target("1", "2"), ...target("", "2")] }, today, []);
    expect(asked).toContainEqual({ kind: "should", advice: "current", field: "targets.1.current" });
  });
  test("asks for the site where the work is dangerous", () => {
    expect(clinicQuestions({ ...easy, hazards: ["toxic"] }, today, [])).toContainEqual({
      kind: "should",
      advice: "site",
      field: "site.zh",
    });
  });
});

describe("clinicSteps", () => {
  test("an easy ordinary demand needs nobody, a hard one an expert, a challenge an expert and the park", () => {
    expect(clinicSteps(easy, today)).toEqual([]);
    expect(pointsOf(hard)).toBeGreaterThanOrEqual(hardFrom);
    expect(clinicSteps({ ...easy, ...hard }, today)).toEqual(["readback"]);
    expect(clinicSteps({ ...easy, kind: "challenge" }, today)).toEqual(["readback", "check"]);
  });
});
