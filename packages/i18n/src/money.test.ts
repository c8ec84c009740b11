import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moneyInCapitals } from "./capitals.ts";
import { formatAmount, formatMoney, formatRange } from "./money.ts";
import { parseMoney } from "./parse-money.ts";

const yuan = (text: string) => {
  const [whole, rest = ""] = text.split(".");
  return { amount: BigInt(whole + rest.padEnd(2, "0")), asset: "CNY/2" as const };
};

describe("formatMoney", () => {
  test.each([
    ["1200000", "120 万元", "CNY 1.2 million"],
    ["150000000", "1.5 亿元", "CNY 150 million"],
    ["1500000000", "15 亿元", "CNY 1.5 billion"],
    ["8000", "8,000 元", "CNY 8,000"],
    ["8000.5", "8,000.50 元", "CNY 8,000.50"],
    ["56000000", "5,600 万元", "CNY 56 million"],
    ["123500", "12.35 万元", "CNY 123,500"],
    ["123450000", "12,345 万元", "CNY 123.45 million"],
    ["123456789.01", "123,456,789.01 元", "CNY 123,456,789.01"],
    ["10000", "1 万元", "CNY 10,000"],
    ["9999.99", "9,999.99 元", "CNY 9,999.99"],
    ["0", "0 元", "CNY 0"],
  ])("says %s yuan shortly and exactly", (amount, zh, en) => {
    expect(formatMoney(yuan(amount), "zh")).toBe(zh);
    expect(formatMoney(yuan(amount), "en")).toBe(en);
  });

  test("writes every minor unit in the full form", () => {
    expect(formatMoney(yuan("1200000"), "zh", "full")).toBe("¥1,200,000.00");
    expect(formatMoney(yuan("1200000"), "en", "full")).toBe("CNY 1,200,000.00");
    expect(formatMoney(yuan("-0.05"), "zh", "full")).toBe("−¥0.05");
    expect(formatMoney({ amount: 250000n, asset: "USD/2" }, "zh", "full")).toBe("USD 2,500.00");
    expect(formatMoney({ amount: 250000n, asset: "JPY/0" }, "en", "full")).toBe("JPY 250,000");
    expect(formatMoney({ amount: 250000n, asset: "JPY/0" }, "zh")).toBe("25 万日元");
    expect(formatMoney({ amount: 5n, asset: "EUR/2" }, "zh")).toBe("0.05 欧元");
  });

  test("never rounds: the short form reads back to the same amount", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.constantFrom("CNY/2", "USD/2", "JPY/0"),
        (amount, asset) => {
          for (const locale of ["zh", "en"] as const) {
            for (const form of ["short", "full"] as const) {
              const back = parseMoney(formatMoney({ amount, asset }, locale, form), asset);
              expect(back).toEqual({ ok: true, money: { amount, asset } });
            }
          }
        },
      ),
    );
  });

  test("never rounds round amounts either", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999n }), fc.integer({ min: 0, max: 10 }), (n, zeros) => {
        const money = { amount: n * 10n ** BigInt(zeros), asset: "CNY/2" };
        expect(parseMoney(formatMoney(money, "zh"), "CNY/2")).toEqual({ ok: true, money });
        expect(parseMoney(formatMoney(money, "en"), "CNY/2")).toEqual({ ok: true, money });
      }),
    );
  });

  test("groups without a currency for table columns", () => {
    expect(formatAmount(yuan("1234567.8"))).toBe("1,234,567.80");
    expect(() => formatAmount({ amount: 1n, asset: "yuan" })).toThrow("not an asset");
  });
});

describe("formatRange", () => {
  test.each([
    ["600000", "1200000", "60–120 万元", "CNY 0.6–1.2 million"],
    ["1500000", "2600000", "150–260 万元", "CNY 1.5–2.6 million"],
    ["50000000", "120000000", "0.5–1.2 亿元", "CNY 50–120 million"],
    ["8000.01", "120000", "8,000.01 元–12 万元", "CNY 8,000.01–120,000"],
    ["700000", "700000", "70 万元", "CNY 700,000"],
  ])("says %s to %s", (min, max, zh, en) => {
    expect(formatRange({ min: yuan(min), max: yuan(max) }, "zh")).toBe(zh);
    expect(formatRange({ min: yuan(min), max: yuan(max) }, "en")).toBe(en);
  });

  test("takes the larger unit for both ends only where it is exact", () => {
    expect(formatRange({ min: yuan("123456"), max: yuan("1200000") }, "en")).toBe("CNY 123,456–CNY 1.2 million");
  });

  test("says open ends and nothing known", () => {
    expect(formatRange({ min: yuan("500000"), max: null }, "zh")).toBe("50 万元起");
    expect(formatRange({ min: null, max: yuan("500000") }, "en")).toBe("up to CNY 500,000");
    expect(formatRange({ min: null, max: null }, "zh")).toBe("面议");
    expect(formatRange({ min: null, max: null }, "en")).toBe("On request");
  });

  test("refuses two assets", () => {
    expect(() => formatRange({ min: yuan("1"), max: { amount: 1n, asset: "USD/2" } }, "zh")).toThrow();
  });
});

describe("moneyInCapitals", () => {
  test.each([
    ["1200000", "人民币壹佰贰拾万元整"],
    ["0", "人民币零元整"],
    ["0.05", "人民币伍分"],
    ["0.5", "人民币伍角整"],
    ["0.55", "人民币伍角伍分"],
    ["10", "人民币壹拾元整"],
    ["10.05", "人民币壹拾元零伍分"],
    ["1409.5", "人民币壹仟肆佰零玖元伍角整"],
    ["6007.14", "人民币陆仟零柒元壹角肆分"],
    ["1680.32", "人民币壹仟陆佰捌拾元叁角贰分"],
    ["107000.53", "人民币壹拾万柒仟元伍角叁分"],
    ["16409.02", "人民币壹万陆仟肆佰零玖元零贰分"],
    ["325.04", "人民币叁佰贰拾伍元零肆分"],
    ["100000001", "人民币壹亿零壹元整"],
    ["100010000", "人民币壹亿零壹万元整"],
    ["1001000000", "人民币壹拾亿零壹佰万元整"],
    ["2000000", "人民币贰佰万元整"],
    ["1000000000000", "人民币壹万亿元整"],
    ["1000000010000", "人民币壹万亿零壹万元整"],
    ["1000100000000", "人民币壹万零壹亿元整"],
  ])("writes %s", (amount, text) => {
    expect(moneyInCapitals(yuan(amount))).toBe(text);
  });

  test("refuses other assets and negative amounts", () => {
    expect(() => moneyInCapitals({ amount: 1n, asset: "USD/2" })).toThrow();
    expect(() => moneyInCapitals(yuan("-1"))).toThrow();
  });

  test("names every amount once, with one zero for a run and 整 never after 分", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 16n }), (amount) => {
        const text = moneyInCapitals({ amount, asset: "CNY/2" });
        expect(readCapitals(text)).toBe(amount);
        expect(text).not.toMatch(/零零|分整|零元.|零[万亿]/);
        expect(text.endsWith("整")).toBe(amount % 10n === 0n);
      }),
    );
  });
});

/** Reads capitals back, independent of the writer. */
function readCapitals(text: string): bigint {
  const digits = "零壹贰叁肆伍陆柒捌玖";
  const body = text.replace("人民币", "").replace("整", "");
  const [whole, rest] = body.includes("元") ? (body.split("元") as [string, string]) : ["", body];
  let total = 0n;
  let section = 0n;
  let last = 0n;
  for (const c of whole) {
    const place = { 拾: 10n, 佰: 100n, 仟: 1000n }[c];
    if (digits.includes(c)) last = BigInt(digits.indexOf(c));
    else if (place) section += last * place;
    else if (c === "万") total += (section + last) * 10000n;
    else total = (total + section + last) * 100000000n;
    if (c === "万" || c === "亿") section = 0n;
    if (!digits.includes(c)) last = 0n;
  }
  let amount = (total + section + last) * 100n;
  for (const m of rest.matchAll(/([零壹贰叁肆伍陆柒捌玖])([角分])/g)) {
    amount += BigInt(digits.indexOf(m[1] ?? "")) * (m[2] === "角" ? 10n : 1n);
  }
  return amount;
}

describe("parseMoney", () => {
  test.each([
    ["120w", 120000000n],
    ["120W", 120000000n],
    ["120万", 120000000n],
    ["120 万元", 120000000n],
    ["１２０万", 120000000n],
    ["1.2亿", 12000000000n],
    ["1,200,000", 120000000n],
    ["１，２００，０００．５０", 120000050n],
    ["￥8,000", 800000n],
    ["¥8000.5", 800050n],
    ["人民币 8000 元整", 800000n],
    ["CNY 1.2 million", 120000000n],
    ["2.5千万", 2500000000n],
    ["5k", 500000n],
    ["0", 0n],
    ["0.050万", 50000n],
  ])("reads %s", (text, amount) => {
    expect(parseMoney(text, "CNY/2")).toEqual({ ok: true, money: { amount, asset: "CNY/2" } });
  });

  test.each([
    ["", "required"],
    ["  ", "required"],
    ["abc", "not-an-amount"],
    ["1.2.3", "not-an-amount"],
    ["1,2000", "not-an-amount"],
    ["12,00,000", "not-an-amount"],
    ["1e9", "not-an-amount"],
    ["万", "not-an-amount"],
    ["-5", "negative"],
    ["0.001", "too-precise"],
    ["1.0000001万", "too-precise"],
    ["99999999999999999999", "too-large"],
    ["$500", "wrong-currency"],
    ["100美元", "wrong-currency"],
    ["100 EUR", "wrong-currency"],
  ])("refuses %s as %s", (text, problem) => {
    expect(parseMoney(text, "CNY/2")).toEqual({ ok: false, problem });
  });

  test("takes the exponent of the asset", () => {
    expect(parseMoney("2.5万", "JPY/0")).toEqual({ ok: true, money: { amount: 25000n, asset: "JPY/0" } });
    expect(parseMoney("0.5", "JPY/0")).toEqual({ ok: false, problem: "too-precise" });
    expect(parseMoney("2,500 美元", "USD/2")).toEqual({ ok: true, money: { amount: 250000n, asset: "USD/2" } });
  });

  test("never throws, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => typeof parseMoney(text, "CNY/2").ok === "boolean"));
  });
});
