import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createDemandInput,
  type DemandFigures,
  daysAfter,
  defaultFeedback,
  demandGaps,
  mayNameOwner,
} from "./index.ts";

const id = "dmd_01jx0000000000000000000000";
const said = (text: string) => ({ zh: text, en: "" });
const ready: DemandFigures = {
  kind: "ordinary",
  visibility: "open",
  title: said("热误差补偿"),
  background: said("难".repeat(30)),
  targets: [{ name: said("热漂移"), unit: said("μm") }],
  testMethod: said("台架试验"),
  constraints: said(""),
  keywordsZh: [],
  keywordsEn: [],
  feedbackDue: null,
  budgetMin: 60n,
  budgetMax: 120n,
  deadline: "2026-12-31",
  rightsWanted: ["ordinary"],
};

describe("demandGaps", () => {
  test("a demand with a measurable target, a test, a budget and a day lacks nothing", () => {
    expect(demandGaps(ready, "2026-11-25")).toEqual([]);
  });
  test.each([
    ["title", { title: said("") }, "title.zh", "required"],
    ["background", { background: said("太短") }, "background.zh", "too-short"],
    ["targets", { targets: [] }, "targets.0.target", "required"],
    ["test method", { testMethod: said("") }, "testMethod.zh", "required"],
    ["budget", { budgetMax: null }, "budgetMax", "required"],
    ["budget order", { budgetMin: 121n }, "budgetMax", "out-of-order"],
    ["deadline", { deadline: null }, "deadline", "required"],
    ["past deadline", { deadline: "2026-11-25" }, "deadline", "date-in-past"],
    ["rights", { rightsWanted: [] }, "rightsWanted", "required"],
  ])("names a missing or wrong %s at its field", (_what, over: Partial<DemandFigures>, field, code) => {
    expect(demandGaps({ ...ready, ...over }, "2026-11-25")).toMatchObject([{ field, code }]);
  });
});

describe("demandGaps of a challenge", () => {
  const challenge: DemandFigures = { ...ready, kind: "challenge", deadline: "2026-12-15" };
  test("its window is at least twenty days, and the refusal names the earliest day", () => {
    expect(demandGaps(challenge, "2026-11-25")).toEqual([]);
    expect(demandGaps({ ...challenge, deadline: "2026-12-14" }, "2026-11-25")).toEqual([
      { field: "deadline", code: "window-too-short", args: { day: "2026-12-15" } },
    ]);
    expect(demandGaps({ ...ready, deadline: "2026-11-26" }, "2026-11-25")).toEqual([]);
  });
  test("once published, its window is counted from the day it was published", () => {
    expect(demandGaps(challenge, "2026-12-10", [], "2026-11-25")).toEqual([]);
  });
  test("feedback is promised for a day after the window", () => {
    expect(demandGaps({ ...challenge, feedbackDue: "2026-12-15" }, "2026-11-25")).toMatchObject([
      { field: "feedbackDue", code: "not-after" },
    ]);
    expect(demandGaps({ ...challenge, feedbackDue: "2026-12-16" }, "2026-11-25")).toEqual([]);
    expect(defaultFeedback("2026-12-15")).toBe("2027-02-13");
  });
  test("a window of fewer days than twenty never passes, and each longer one does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (days) => {
        const gaps = demandGaps({ ...challenge, deadline: daysAfter("2026-11-25", days) }, "2026-11-25");
        expect(gaps.length).toBe(days < 20 ? 1 : 0);
      }),
    );
  });
});

describe("a demand that hides its owner", () => {
  const names = [
    "洛阳隐名重工有限公司",
    "Luoyang Veiled Heavy Industry Co., Ltd.",
    "隐名",
    "veiled-heavy",
    "91410300MA0000000X",
  ];
  const gapsOf = (over: Partial<DemandFigures>) =>
    demandGaps({ ...ready, visibility: "hidden_name", ...over }, "2026-11-25", names);
  test.each([
    ["title.zh", { title: said("洛阳隐名重工的磨床") }],
    ["title.zh", { title: said("洛陽隱名重工的磨床") }],
    ["background.en", { background: { ...ready.background, en: "At LUOYANG VEILED Heavy Industry we grind." } }],
    ["constraints.zh", { constraints: said("见 veiled-heavy 的主页") }],
    [
      "testMethod.zh",
      { testMethod: said("９１４１０３００ＭＡ００００００００Ｘ".replace("００００００００", "０００００００")) },
    ],
    ["keywordsEn", { keywordsEn: ["veiled-heavy"] }],
    ["targets.0.name.zh", { targets: [{ name: said("洛阳隐名重工标准"), unit: said("") }] }],
  ])("may not say its owner's name at %s", (field, over) => {
    expect(gapsOf(over)).toMatchObject([{ field, code: "names-owner" }]);
  });
  test("may say what only looks like it, and an open one may say all", () => {
    expect(gapsOf({ title: said("隐去名称的磨床") })).toEqual([]);
    expect(demandGaps({ ...ready, title: said("洛阳隐名重工的磨床") }, "2026-11-25", names)).toEqual([]);
  });
});

test("a trade name that is an ordinary word asks at its place, and refuses nothing", () => {
  const over = { ...ready, visibility: "hidden_name", title: said("行业先锋的磨床") };
  const names = ["洛阳先锋轴承有限公司"];
  expect(demandGaps(over, "2026-11-25", names)).toEqual([]);
  expect(mayNameOwner(over, names)).toEqual([{ field: "title.zh", name: "先锋" }]);
});

describe("createDemandInput", () => {
  const least = { id, field: "bearing", title: { zh: "难题" } };
  const target = { name: { zh: "漂移" }, target: "8", direction: "at_most", unit: { zh: "μm" } };
  test("a title and a field are enough for a draft; empty entries of a form are not said", () => {
    const draft = createDemandInput.parse({ ...least, deadline: "", region: "", targets: [target] });
    expect(draft).toMatchObject({ deadline: null, region: null, budgetMax: null, targets: [{ current: "" }] });
  });
  test.each([
    [{ targets: [{ ...target, target: "约 8" }] }, "targets.0.target"],
    [{ targets: [{ ...target, name: { zh: "" } }] }, "targets.0.name.zh"],
    [{ ipc: ["轴承"] }, "ipc"],
    [{ keywordsZh: ["词".repeat(41)] }, "keywordsZh"],
    [{ budgetMax: "-1" }, "budgetMax"],
    [{ region: "洛阳" }, "region"],
    [{ deadline: "2026-02-30" }, "deadline"],
    [{ trlWanted: 10 }, "trlWanted"],
    [{ rightsWanted: ["gift"] }, "rightsWanted.0"],
    [{ title: { zh: "", en: "" } }, "title.zh"],
    [{ owner: "me" }, ""],
  ])("refuses %j at its field", (over, path) => {
    const parsed = createDemandInput.safeParse({ ...least, ...over });
    expect(parsed.error?.issues.map((i) => i.path.join("."))).toEqual([path]);
  });
  test("any two figures that pass can be compared as numbers", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const parsed = createDemandInput.safeParse({ ...least, targets: [{ ...target, target: text }] });
        if (parsed.success) expect(Number.isFinite(Number(parsed.data.targets[0]?.target))).toBe(true);
      }),
    );
  });
});
