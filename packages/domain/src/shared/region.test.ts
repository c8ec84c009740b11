import { expect, test } from "vitest";
import { regionSchema } from "./region.ts";

test("takes codes of provinces that exist, merged districts too, and refuses the rest", () => {
  const taken = (code: string) => regionSchema.safeParse(code).success;
  expect(["410300", "410381", "110000", "820000"].map(taken)).toEqual([true, true, true, true]);
  expect(["999999", "000000", "41030a", "41030", "4103000", ""].map(taken)).toEqual(Array(6).fill(false));
});
