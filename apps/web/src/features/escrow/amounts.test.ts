import { money } from "@peony/domain/shared";
import fc from "fast-check";
import { expect, test } from "vitest";
import { capitals, exact, shareOf } from "./amounts.ts";

test("amounts are written in full, with capitals for yuan only", () => {
  expect(exact(money(120_000_000n), "zh")).toBe("¥1,200,000.00");
  expect(exact(null, "zh")).toBe("—");
  expect(capitals(money(120_000_000n))).toBe("人民币壹佰贰拾万元整");
  expect(capitals(money(100n, "USD"))).toBeNull();
  expect(capitals(null)).toBeNull();
});

test("a share is rounded half up and stays between nothing and the whole", () => {
  expect(shareOf(money(56_700_000n), money(60_000_000n))).toBe(9450);
  expect(shareOf(money(0n), money(0n))).toBe(0);
  fc.assert(
    fc.property(fc.bigInt(0n, 10n ** 15n), fc.bigInt(1n, 10n ** 15n), (part, rest) => {
      const share = shareOf(money(part), money(part + rest));
      return share >= 0 && share <= 10_000;
    }),
  );
});
