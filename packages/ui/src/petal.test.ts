import { describe, expect, test } from "vitest";
import { platePattern } from "./petal.ts";

describe("platePattern", () => {
  test("gives the same class the same pattern, however it is written", () => {
    expect(platePattern("F16C 33/64")).toEqual(platePattern("f16c33/02"));
    expect(platePattern("F16C")).not.toEqual(platePattern("F16H"));
    expect(platePattern("A01K").colour).not.toBe(platePattern("H01M").colour);
  });

  test("draws something calm for text that is no class", () => {
    expect(platePattern("")).toEqual(platePattern("?"));
    expect(platePattern("").colour).toBeLessThanOrEqual(8);
  });
});
