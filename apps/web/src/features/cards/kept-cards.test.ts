import { expect, test } from "vitest";
import { keptCard } from "./kept-cards.ts";

test("draws a picture once while it is asked for, and again when many others came between", async () => {
  let drawn = 0;
  const draw = async () => {
    drawn += 1;
    return new Uint8Array([drawn]);
  };
  await keptCard("one", draw);
  await keptCard("one", draw);
  expect(drawn).toBe(1);
  for (let i = 0; i < 64; i += 1) await keptCard(`other ${i}`, draw);
  await keptCard("one", draw);
  expect(drawn).toBe(66);
});
