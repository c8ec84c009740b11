import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ipcPath, readIpc, unknownIpcClass } from "./ipc.ts";
import classes from "./ipc-classes.json" with { type: "json" };
import { ipcClasses, ipcTitle } from "./ipc-titles.ts";

describe("IPC symbols", () => {
  test.each([
    ["F16C 33/62", "F16C 33/62"],
    ["f16c33/62", "F16C 33/62"],
    ["Ｈ０１Ｍ １０／０５２５", "H01M 10/0525"],
    ["H01", "H01"],
    ["H01M", "H01M"],
  ])("%s is shown as %s", (input, shown) => expect(readIpc(input)).toBe(shown));

  test.each(["I01A 1/00", "F16C 33", "F16C33/6", "F16C 33/", "", "H1M 10/05", "F16C 0/62", "F16C0000620000"])(
    "refuses %j",
    (input) => expect(readIpc(input)).toBeNull(),
  );

  test.each([
    ["F16C0033620000", "F16C 33/62"],
    ["G06F0017300000", "G06F 17/30"],
    ["A61K0031498500", "A61K 31/4985"],
    ["C04B0035660000", "C04B 35/66"],
    ["H01M0010000000", "H01M 10/00"],
    ["f16c 0033/62", "F16C 33/62"],
  ])("%s, as offices store it, is shown as %s", (stored, shown) => expect(readIpc(stored)).toBe(shown));

  test("reading never throws, and what was read is read again as itself", () => {
    const nearly = fc.stringMatching(/^[A-I]\d{2}[A-Z]? ?\d{0,5}\/?\d{0,7}$/);
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: "binary" })), (typed) => {
        const shown = readIpc(typed);
        if (shown !== null) expect(readIpc(shown)).toBe(shown);
      }),
    );
  });

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

  test("knows the classes that have a title and no other, with whatever stands behind them", () => {
    const titled = new Set(classes.map((c) => c.symbol));
    for (const section of "ABCDEFGH")
      for (let n = 0; n < 100; n++) {
        const cls = `${section}${String(n).padStart(2, "0")}`;
        expect(unknownIpcClass(`${cls}Z 1/00`)).toBe(titled.has(cls) ? null : cls);
      }
    expect(unknownIpcClass("F99C 33/62")).toBe("F99C");
    expect(unknownIpcClass("F99")).toBeNull();
  });

  test("every class has both titles; the residual ones are in no pick-list", () => {
    expect(ipcTitle("H01")).toEqual({ zh: "电气元件", en: "Electric elements" });
    expect(ipcTitle("Z01")).toBeNull();
    expect(ipcTitle("H99")).not.toBeNull();
    expect(ipcClasses()).toHaveLength(124);
    expect(ipcClasses().every((c) => c.zh !== "" && c.en !== "")).toBe(true);
  });
});
