import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readAssetKind, readCountry, readDay, readStatus, splitNames } from "./cell-values.ts";

describe("cell values", () => {
  test.each([
    ["2026-11-25", "2026-11-25"],
    ["2026/1/5", "2026-01-05"],
    ["2026.1.5", "2026-01-05"],
    ["２０２６年１月５日", "2026-01-05"],
    ["20260105", "2026-01-05"],
    ["2026-01-05 00:00:00", "2026-01-05"],
    ["2026-01-05T08:00:00Z", "2026-01-05"],
    ["46027", "2026-01-05"],
    ["5 Jan 2026", "2026-01-05"],
    ["January 5, 2026", "2026-01-05"],
    ["2026-13-01", null],
    ["05/01/2026", null],
    ["soon", null],
    ["", null],
  ])("the day %j is %j", (text, day) => {
    expect(readDay(text)).toBe(day);
  });

  test("every day comes back from each way of writing it", () => {
    const days = fc.date({ min: new Date("1955-01-01"), max: new Date("2119-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [y, m, d] = iso.split("-").map(Number);
        const serial = Math.floor(date.getTime() / 86_400_000) + 25_569;
        for (const text of [iso, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, iso.replaceAll("-", ""), String(serial)])
          expect(readDay(text)).toBe(iso);
      }),
    );
  });

  test("status words of the registers are known in both languages", () => {
    const read = (word: string) => readStatus(word, new Map());
    for (const word of ["授权", "权利转移", "Granted", "许可备案"]) expect(read(word)).toBe("granted");
    for (const word of ["公开", "实质审查", "pending"]) expect(read(word)).toBe("pending");
    for (const word of ["驳回", "视为撤回", "未缴年费终止", "届满终止", "放弃", "无效(全部)", "Expired"])
      expect(read(word)).toBe("lapsed");
    expect(read("无效(部分)")).toBe("granted");
    expect(read("另议")).toBeNull();
  });

  test("kinds and countries are read from words and codes", () => {
    expect(["实用新型", "软著", "Data set", "飞机"].map(readAssetKind)).toEqual([
      "patent",
      "software",
      "data_set",
      null,
    ]);
    expect(["中国", "us", "EPO", "ZA", "ZZ"].map(readCountry)).toEqual(["CN", "US", "EP", "ZA", null]);
  });

  test("names are split where names end", () => {
    expect(splitNames("张伟；王芳、李娜;赵敏\n钱进")).toEqual(["张伟", "王芳", "李娜", "赵敏", "钱进"]);
    expect(splitNames("张伟,王芳，李娜")).toEqual(["张伟", "王芳", "李娜"]);
    expect(splitNames("LIU, Yang; Smith, J. (US)")).toEqual(["LIU, Yang", "Smith, J."]);
    expect(splitNames("阿卜杜·热合曼")).toEqual(["阿卜杜·热合曼"]);
  });
});
