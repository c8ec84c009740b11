import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createDemandInput, demandGaps } from "./index.ts";

const id = "dmd_01jx0000000000000000000000";
const said = (text: string) => ({ zh: text, en: "" });
const ready = {
  title: said("热误差补偿"),
  background: said("难".repeat(30)),
  targets: [{}],
  testMethod: said("台架试验"),
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
  ])("names a missing or wrong %s at its field", (_what, over, field, code) => {
    expect(demandGaps({ ...ready, ...over }, "2026-11-25")).toMatchObject([{ field, code }]);
  });
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
