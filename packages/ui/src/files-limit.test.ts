import { expect, test } from "vitest";
import { tooMuch } from "./files-limit.ts";

test("takes up to the limit, refuses one file over it and many that are over it together", () => {
  const limit = { eachBytes: 20, togetherBytes: 50, each: "each", together: "together", refused: "refused" };
  const said = (...sizes: number[]) => tooMuch(sizes, limit);
  expect([said(), said(20), said(20, 20, 10), said(21), said(5, 21), said(20, 20, 11)]).toEqual([
    null,
    null,
    null,
    "each",
    "each",
    "together",
  ]);
});
