import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ipcPath, ipcStorageForm, readIpc } from "./ipc.ts";
import { ipcClasses, ipcTitle } from "./ipc-titles.ts";

describe("IPC symbols", () => {
  test.each([
    ["F16C 33/62", "F16C 33/62"],
    ["f16c33/62", "F16C 33/62"],
    ["Ｈ０１Ｍ １０／０５２５", "H01M 10/0525"],
    ["H01", "H01"],
    ["H01M", "H01M"],
  ])("%s is shown as %s", (input, shown) => expect(readIpc(input)).toBe(shown));

  test.each(["I01A 1/00", "F16C 33", "F16C33/6", "F16C 33/", "", "H1M 10/05"])("refuses %j", (input) =>
    expect(readIpc(input)).toBeNull(),
  );

  test.each([
    ["F16C 33/62", "F16C0033620000"],
    ["G06F 17/30", "G06F0017300000"],
    ["A61K 31/4985", "A61K0031498500"],
    ["H01M", null],
  ])("%s is stored as %s", (shown, stored) => expect(ipcStorageForm(shown)).toBe(stored));

  test("a path names every level, and each level is the beginning of the next", () => {
    expect(ipcPath("H01M 10/0525")).toEqual(["H", "H01", "H01M", "H01M10", "H01M10/0525"]);
    const group = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 10, max: 999_999 }));
    fc.assert(
      fc.property(group, ([main, sub]) => {
        const path = ipcPath(`H01M ${main}/${sub}`);
        for (let i = 1; i < path.length; i++) expect(path[i]?.startsWith(path[i - 1] ?? "-")).toBe(true);
      }),
    );
  });

  test("every class has both titles; the residual ones are in no pick-list", () => {
    expect(ipcTitle("H01")).toEqual({ zh: "电气元件", en: "Electric elements" });
    expect(ipcTitle("Z01")).toBeNull();
    expect(ipcTitle("H99")).not.toBeNull();
    expect(ipcClasses()).toHaveLength(124);
    expect(ipcClasses().every((c) => c.zh !== "" && c.en !== "")).toBe(true);
  });
});
