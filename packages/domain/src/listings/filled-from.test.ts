import { describe, expect, test } from "vitest";
import { stillFilled } from "./filled-from.ts";
import { diffVersions } from "./versions.ts";

const filled = {
  source: "EPO OPS",
  retrievedAt: "2026-11-25T08:00:00Z",
  dataOf: "2026-11-20",
  fields: ["title.zh", "number", "inventors"],
};
const inventor = { name: { zh: "甲", en: "" }, sharePct: 0, orcid: null };
const text = { title: { zh: "滚道", en: "" }, number: "CN2019199000064", inventors: [inventor] };
const after = (over: object) => stillFilled(filled, diffVersions(text, { ...text, ...over }))?.fields;

describe("stillFilled", () => {
  test("a place that somebody changed is no longer the register's word", () => {
    expect(after({ title: { zh: "滚道强化", en: "" } })).toEqual(["number", "inventors"]);
    expect(after({ title: { zh: "滚道", en: "Raceway" } })).toEqual(["title.zh", "number", "inventors"]);
    expect(after({ inventors: [{ ...inventor, name: { zh: "乙", en: "" } }] })).toEqual(["title.zh", "number"]);
  });
  test("a share is nothing a register knows", () => {
    expect(after({ inventors: [{ ...inventor, sharePct: 100 }] })).toContain("inventors");
  });
  test("nothing left is nothing, and a save without a change keeps it all", () => {
    expect(stillFilled({ ...filled, fields: ["number"] }, diffVersions(text, { ...text, number: null }))).toBeNull();
    expect(stillFilled(filled, [])).toEqual(filled);
    expect(stillFilled(null, [])).toBeNull();
  });
  test("a later filling joins an earlier one of the same source and replaces another's", () => {
    const later = { ...filled, retrievedAt: "2026-11-26T08:00:00Z", fields: ["ipc", "number"] };
    expect(stillFilled(filled, [], later)).toEqual({ ...later, fields: ["title.zh", "number", "inventors", "ipc"] });
    expect(stillFilled({ ...filled, source: "file" }, [], later)).toEqual(later);
  });
});
