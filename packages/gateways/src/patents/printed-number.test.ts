import { readPatentNumber } from "@peony/domain/listings";
import { formatPatentNumber } from "@peony/i18n";
import fc from "fast-check";
import { expect, test } from "vitest";

const form = (pattern: string) => fc.stringMatching(new RegExp(`^${pattern}$`));

/** Roughly what each office numbers like; what is not quite a number is left out below. */
const written = fc.oneof(
  form("(ZL|CN)?20[01]\\d[12389]\\d{7}[0-9X]"),
  form("CN(1\\d{8}[ABC]|2\\d{8}[UY]|3\\d{6}S|8[5-8]1\\d{5}A)"),
  form("EP(\\d{9}|\\d{7}[AB]1)"),
  form("US(\\d{7,8}B[12]|20[01]\\d{8}A1|D\\d{6}S1|RE\\d{5}E1|PP\\d{5}P2|1\\d/\\d{6})"),
  form("(WO20\\d{8}A1|WO9\\d{6}A1|PCT/CN20[01]\\d/\\d{6})"),
  form("JP(20[01]\\d\\d{6}A?|H[012]\\d{7}A?|[67]\\d{6}B[12])"),
  form("KR(1020[01]\\d{8}A?|10\\d{7}B1|2020[01]\\d{8}U?|20\\d{7}Y1)"),
);

test("a number as it is printed is read as the same number, of every office", () => {
  let read = 0;
  fc.assert(
    fc.property(written, (text) => {
      const found = readPatentNumber(text);
      if (!found.ok) return;
      read += 1;
      expect(readPatentNumber(formatPatentNumber(found.number.normal))).toEqual(found);
    }),
    { numRuns: 1000 },
  );
  expect(read).toBeGreaterThan(500);
});
