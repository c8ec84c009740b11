import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ipcClassesOf,
  ipcLevels,
  ipcLevelTitle,
  ipcSections,
  isLabelledSubclass,
  labelledSubclassesOf,
} from "./ipc-levels.ts";

describe("levels of the patent classification", () => {
  test("has eight sections, and 124 classes to choose from without the residual ones", () => {
    expect(
      ipcSections()
        .map((one) => one.symbol)
        .join(""),
    ).toBe("ABCDEFGH");
    const classes = ipcSections().flatMap(({ symbol }) => ipcClassesOf(symbol));
    expect(classes).toHaveLength(124);
    expect(classes.some((one) => one.symbol.endsWith("99"))).toBe(false);
  });

  test("names sections, classes and subclasses", () => {
    expect(ipcLevelTitle("F")?.en).toMatch(/^Mechanical engineering/);
    expect(ipcLevelTitle("F16")?.zh).toMatch(/^工程元件或部件/);
    expect(ipcLevelTitle("F16C")).toMatchObject({ zh: "轴；轴承", en: "Shafts; Bearings" });
    expect(ipcLevelTitle("F16Z")).toEqual({ zh: "F16Z", en: "F16Z" });
    expect(isLabelledSubclass("F16Z")).toBe(false);
    expect(labelledSubclassesOf("F16")).toEqual(["F16C", "F16H", "F16N"]);
  });

  test("offers no residual class, no class that does not exist, and nothing below a subclass", () => {
    for (const symbol of ["H99", "H99A", "A02", "A02B", "I", "", "f16", "F16C 33/62"]) {
      expect(ipcLevelTitle(symbol)).toBeNull();
      expect(ipcLevels(symbol)).toEqual([]);
    }
  });

  test("the way to a symbol begins with its section and ends with itself", () => {
    const all = ipcSections().flatMap(({ symbol }) => [symbol, ...ipcClassesOf(symbol).map((one) => one.symbol)]);
    fc.assert(
      fc.property(fc.constantFrom(...all), fc.constantFrom("", "C", "K"), (symbol, letter) => {
        const asked = symbol.length === 3 ? symbol + letter : symbol;
        const way = ipcLevels(asked);
        expect(way[0]).toBe(asked[0]);
        expect(way.at(-1)).toBe(asked);
        for (const [i, one] of way.entries()) if (i > 0) expect(one.startsWith(way[i - 1] ?? "-")).toBe(true);
      }),
    );
  });
});
