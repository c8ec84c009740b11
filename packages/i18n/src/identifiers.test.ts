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
    ["CN2017106018623", "CN 2017 1 0601862.3"],
    ["CN95115608X", "CN 95 1 15608.X"],
    ["CN199900001A", "CN 199900001 A"],
    ["CN85100001A", "CN 85100001 A"],
    ["EP9990001A1", "EP 9990001 A1"],
    ["EP168390789", "EP 16839078.9"],
    ["US11950524B2", "US 11,950,524 B2"],
    ["US4000000A", "US 4,000,000 A"],
    ["USD9990001S1", "US D9,990,001 S1"],
    ["USRE49889E1", "US RE49,889 E1"],
    ["US20239990001A1", "US 2023/9990001 A1"],
    ["US13/033085", "US 13/033,085"],
    ["WO2023990001A1", "WO 2023/990001 A1"],
    ["WO9912345A1", "WO 99/12345 A1"],
    ["PCT/CN2023/990001", "PCT/CN2023/990001"],
    ["JP2020123456A", "JP 2020-123456 A"],
    ["JP2020123456", "JP 2020-123456"],
    ["JPH10123456A", "JP H10-123456 A"],
    ["JP6712345B2", "JP 6712345 B2"],
    ["KR1020200012345A", "KR 10-2020-0012345 A"],
    ["KR102123456B1", "KR 10-2123456 B1"],
  ])("prints patent number %s", (typed, shown) => {
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
