import { readPatentNumber } from "@peony/domain/listings";
import { describe, expect, test } from "vitest";
import { opsReference, publicationText } from "./ops-reference.ts";

const addressOf = (text: string): string | null => {
  const found = readPatentNumber(text);
  if (!found.ok) throw new Error(`${text} is no number`);
  const reference = opsReference(found.number);
  return reference && `${reference.type}/${reference.docdb}`;
};

describe("opsReference", () => {
  test.each([
    ["201710601862.3", "application/CN.201710601862.A"],
    ["ZL95115608.X", "application/CN.95115608.A"],
    ["ZL201220059346.5", "application/CN.201220059346.U"],
    ["202299900001.7", "application/CN.202299900001.U"],
    ["CN199900001A", "publication/CN.199900001.A"],
    ["EP99403122.7", "application/EP.99403122.A"],
    ["EP1000000A1", "publication/EP.1000000.A1"],
    ["US2023/0990001A1", "publication/US.2023990001.A1"],
    ["US11,950,524B2", "publication/US.11950524.B2"],
    ["USD9990001S1", "publication/US.D9990001.S1"],
    ["WO2023/990001A1", "publication/WO.2023990001.A1"],
    ["WO99/12345A1", "publication/WO.9912345.A1"],
    ["PCT/CN2023/990001", "application/CN.2023990001.W"],
    ["PCT/GB02/04635", "application/GB.0204635.W"],
    ["特願2020-123456", "application/JP.2020123456.A"],
    ["特開2020-123456", "publication/JP.2020123456.A"],
    ["特開平10-123456", "publication/JP.H10123456.A"],
    ["JP6712345B2", "publication/JP.6712345.B2"],
    ["10-2020-0012345", "application/KR.20200012345.A"],
    ["KR1020200012345A", "publication/KR.20200012345.A"],
    ["KR102123456B1", "publication/KR.102123456.B1"],
  ])("%s is kept under %s", (text, address) => expect(addressOf(text)).toBe(address));

  test.each(["202339900001.9", "CN399900001S", "13/033,085"])("%s cannot be asked for", (text) =>
    expect(addressOf(text)).toBeNull(),
  );

  test.each(["CN199900001A", "EP1000000A1", "US20230990001A1", "WO2023990001A1", "JPH10123456A", "KR1020200012345A"])(
    "%s is read again from the register's own writing of it",
    (text) => {
      const [, office = "", serial = "", kind = ""] = /\/(\w\w)\.(\w+)\.(\w+)$/.exec(addressOf(text) ?? "") ?? [];
      expect(readPatentNumber(publicationText(office, serial, kind))).toEqual(readPatentNumber(text));
    },
  );
});
