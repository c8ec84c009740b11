import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createProposalInput, proposalGaps, proposalLengths, recordOf, saveProposalInput } from "./index.ts";

const long = (n: number) => "验".repeat(n);
const whole = {
  id: "prp_01jx0000000000000000000000",
  version: 1,
  title: "变阻尼主轴",
  hypothesis: long(40),
  rationale: long(40),
  plan: long(40),
  trl: 5,
  team: "三人",
  budget: "90000000",
  milestones: [
    { name: "样机", amount: "40000000", weeks: 12 },
    { name: "验收", amount: "50000000", weeks: 30 },
  ],
  territory: "中国境内",
  conflicts: "无",
};
const fields = (over: Record<string, unknown> = {}) => {
  const { id: _i, version: _v, ...rest } = saveProposalInput.parse({ ...whole, ...over });
  return rest;
};
const demand = {
  number: "DN-2026-000001",
  title: { zh: "热误差", en: "Thermal error" },
  targets: [],
  testMethod: { zh: "台架试验", en: "" },
  currency: "CNY" as const,
};

describe("lengths of a proposal", () => {
  test.each(Object.entries(proposalLengths))("%s takes %i characters, counted as people count them", (field, max) => {
    // one character beyond the basic plane is two units of the language and one character
    expect(saveProposalInput.safeParse({ ...whole, [field]: "𠮷".repeat(max) }).success).toBe(true);
    const issues = saveProposalInput.safeParse({ ...whole, [field]: "𠮷".repeat(max + 1) }).error?.issues ?? [];
    expect(issues.map((i) => [i.path[0], i.message])).toEqual([[field, "too-long"]]);
  });
  test("a draft may be empty; an empty choice of an earlier one is none", () => {
    expect(saveProposalInput.safeParse({ id: whole.id, version: 1 }).success).toBe(true);
    expect(createProposalInput.parse({ id: whole.id, demand: "DN-2026-000001", from: "" }).from).toBe(null);
  });
});

describe("proposalGaps", () => {
  test("a whole page lacks nothing", () => expect(proposalGaps(fields())).toEqual([]));
  test.each([
    ["title", { title: "" }, "title", "required"],
    ["a short idea", { hypothesis: "短" }, "hypothesis", "too-short"],
    ["a short reason", { rationale: "短" }, "rationale", "too-short"],
    ["a short plan", { plan: "短" }, "plan", "too-short"],
    ["readiness", { trl: "" }, "trl", "required"],
    ["team", { team: "" }, "team", "required"],
    ["territory", { territory: "" }, "territory", "required"],
    ["conflicts", { conflicts: "" }, "conflicts", "required"],
    ["milestones", { milestones: [] }, "milestones.0.name", "required"],
    ["budget", { budget: "" }, "budget", "required"],
    ["another sum", { budget: "90000001" }, "budget", "sum-differs"],
  ])("names %s at its field", (_what, over, field, code) => {
    expect(proposalGaps(fields(over))).toMatchObject([{ field, code }]);
  });
});

describe("recordOf", () => {
  test("takes money, days and rights over as they were offered", () => {
    const record = recordOf(fields({ dealType: "exclusive", royaltyPct: 3.5, ipNote: "先付首笔" }), demand);
    expect(record).toMatchObject({
      ok: true,
      terms: {
        dealType: "exclusive",
        royaltyPct: 3.5,
        note: "先付首笔",
        milestones: [
          { amount: 40000000n, dueDays: 84, testMethod: { zh: "台架试验" } },
          { amount: 50000000n, dueDays: 210 },
        ],
      },
    });
  });
  test("the last milestone is accepted by every target of the demand and by its test method; nothing of them is lost", () => {
    const targets = [
      { name: { zh: "热漂移", en: "" }, current: "25", target: "8", direction: "at_most", unit: { zh: "μm", en: "" } },
      {
        name: { zh: "转速", en: "Speed" },
        current: "",
        target: "3000",
        direction: "at_least",
        unit: { zh: "", en: "" },
      },
    ] as const;
    const method = (d: object) => {
      const record = recordOf(fields(), { ...demand, targets, ...d });
      return record.ok ? record.terms.milestones.map((m) => m.testMethod) : [];
    };
    const [way, end] = method({});
    expect([way?.zh, end?.zh]).toEqual([
      demand.testMethod.zh,
      `指标：热漂移 ≤ 8 μm；转速 ≥ 3000。检验方法：${demand.testMethod.zh}`,
    ]);
    expect(end?.en).toContain("热漂移 ≤ 8 μm; Speed ≥ 3000. Test method: ");
    const [, cut] = method({ testMethod: { zh: long(400), en: "" } });
    expect(cut?.zh).toBe("指标：热漂移 ≤ 8 μm；转速 ≥ 3000。检验方法：按需求 DN-2026-000001 公布的检验方法");
    const [, named] = method({
      targets: Array.from({ length: 6 }, () => ({ ...targets[0], name: { zh: long(60), en: long(60) } })),
    });
    expect(named?.zh).toBe("按需求 DN-2026-000001 公布的指标与检验方法");
  });
  test("a test method too long for the record is named by the demand's number", () => {
    const record = recordOf(fields(), { ...demand, testMethod: { zh: long(401), en: "" } });
    expect(record.ok && record.terms.milestones[0]?.testMethod.zh).toContain("DN-2026-000001");
  });
  test("a character no contract can show is told at the proposal's own field", () => {
    for (const [over, field] of [
      [{ territory: "\u{1F600}" }, "territory"],
      [{ ipNote: "\u{1F600}" }, "ipNote"],
      [{ milestones: [{ name: "\u{1F600}", amount: "90000000", weeks: 1 }] }, "milestones.0.name"],
    ] as const) {
      const record = recordOf(fields(over), demand);
      expect(record.ok ? [] : record.problems.map((p) => [p.field, p.code])).toContainEqual([field, "no-glyph"]);
    }
  });
  test("any complete proposal makes a record whose price is its budget", () => {
    const milestones = fc.array(
      fc.record({
        name: fc.constantFrom("样机", "验收"),
        amount: fc.bigInt({ min: 1n, max: 10n ** 12n }).map(String),
        weeks: fc.integer({ min: 1, max: 260 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(milestones, (rows) => {
        const budget = rows.reduce((sum, m) => sum + BigInt(m.amount), 0n);
        const p = fields({ milestones: rows, budget: budget.toString() });
        expect(proposalGaps(p)).toEqual([]);
        const record = recordOf(p, demand);
        expect(record.ok && record.terms.milestones.reduce((sum, m) => sum + m.amount, 0n)).toBe(budget);
      }),
    );
  });
});
