import { describe, expect, test } from "vitest";
import { formatPatentNumber, formatUscc } from "./identifiers.ts";
import { formatBasisPoints, formatBytes, formatNumber } from "./numbers.ts";

describe("identifiers", () => {
  test.each([
    ["ZL202010123456.2", "ZL 2020 1 0123456.2"],
    ["zl 2020 1 0123456.2", "ZL 2020 1 0123456.2"],
    ["ＣＮ２０１９１９９００００６．４", "CN 2019 1 9900006.4"],
    ["201710601862.3", "2017 1 0601862.3"],
    ["ZL95115608.X", "ZL 95 1 15608.X"],
    ["US 10,123,456 B2", "US 10,123,456 B2"],
    ["20171060186.3", "20171060186.3"],
  ])("groups patent number %s", (typed, shown) => {
    expect(formatPatentNumber(typed)).toBe(shown);
  });

  test("groups a credit code 2-6-9-1 and leaves other text alone", () => {
    expect(formatUscc("91410305fake00013d")).toBe("91 410305 FAKE00013 D");
    expect(formatUscc("12345")).toBe("12345");
  });
});

describe("numbers", () => {
  test("are grouped, with percent and file sizes", () => {
    expect(formatNumber(1250.5, "zh")).toBe("1,250.5");
    expect(formatBasisPoints(2835)).toBe("28.35%");
    expect(formatBasisPoints(500)).toBe("5%");
    expect(formatBasisPoints(0)).toBe("0%");
    expect(formatBytes(980, "en")).toBe("980 B");
    expect(formatBytes(1_234_567, "en")).toBe("1.2 MB");
  });
});
