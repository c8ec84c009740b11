import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chargeFee, formatAmount, LARGEST_AMOUNT } from "./money.ts";

const amounts = fc.integer({ min: 1, max: LARGEST_AMOUNT });

describe("chargeFee", () => {
  test.each([
    [1_000_000, "cny", 290, 29_200],
    [10_000, "usd", 290, 320],
    [1000, "jpy", 360, 36],
    [50, "usd", 290, 31],
    [10, "usd", 290, 10],
    [1_000_000, "cny", 0, 0],
  ])("of %d %s at %d basis points is %d", (amount, currency, bps, fee) => {
    expect(chargeFee(amount, currency, bps)).toBe(fee);
  });

  test("is a whole number from nothing to the charge, and grows with it", () => {
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom("cny", "usd", "jpy", "xyz"),
        (a, b, bps, currency) => {
          const [small, large] = a < b ? [a, b] : [b, a];
          const fee = chargeFee(small, currency, bps);
          return Number.isInteger(fee) && fee >= 0 && fee <= small && fee <= chargeFee(large, currency, bps);
        },
      ),
    );
  });
});

describe("formatAmount", () => {
  test("shows every digit, in both languages and for every exponent", () => {
    expect(formatAmount(LARGEST_AMOUNT, "cny", "zh")).toBe("¥9,999,999,999.99");
    expect(formatAmount(5, "cny", "en")).toBe("CN¥0.05");
    expect(formatAmount(1234, "jpy", "zh")).toBe("JP¥1,234");
    expect(formatAmount(1234, "kwd", "en").replace(/\s/, " ")).toBe("KWD 1.234");
  });
});
