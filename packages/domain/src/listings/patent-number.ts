import { type PatentNumberFinding, type PatentNumberKind, refused, understood } from "./patent-number-kinds.ts";
import { readOfficeForm } from "./patent-number-offices.ts";

const weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** Check digit of a Chinese application number (ZC 0006-2003): weighted sum mod 11, ten written X. */
export const patentCheckDigit = (digits: string): string => {
  const sum = [...digits].reduce((total, d, i) => total + Number(d) * (weights[i] ?? 0), 0);
  return sum % 11 === 10 ? "X" : String(sum % 11);
};

const tidy = (input: string): string =>
  input
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s·]/g, "")
    .replace(/[‐-―−]/g, "-")
    .replace(/[。．]/g, ".");

/** What the digit after the year names. 8 and 9 came in by way of the PCT. */
const applications: Readonly<Record<string, PatentNumberKind>> = {
  "1": "cn-invention-application",
  "2": "cn-utility-application",
  "3": "cn-design-application",
  "8": "cn-pct-invention-application",
  "9": "cn-pct-utility-application",
};

const readChinese = (body: string, thisYear: number): PatentNumberFinding => {
  const m = /^(\d{8}|\d{12})\.?([0-9X])$/.exec(body);
  if (!m) return refused("length");
  const [, digits = "", check = ""] = m;
  const long = digits.length === 12;
  const two = Number(digits.slice(0, 2));
  const year = long ? Number(digits.slice(0, 4)) : two + (two > 50 ? 1900 : 2000);
  const kind = applications[digits[long ? 4 : 2] ?? ""];
  if (long ? year < 2003 || year > thisYear : year < 1985 || year > 2003) return refused("year");
  if (!kind) return refused("kind");
  const expected = patentCheckDigit(digits);
  if (check !== expected) return { ok: false, reason: "check", expected };
  return understood(kind, `CN${digits}${check}`, year);
};

/**
 * Reads a patent, application or publication number of CN, EP, US, WO, JP or KR in any spacing, full-width or not, with or
 * without ZL, CN or the dot. Where a form has a check digit (CN and EP applications), a wrong one says what it should be.
 * Never throws. Forms: ZC 0006-2003; WIPO ST.16 kinds of document; the offices' own printed forms.
 * @param thisYear where given, no number may carry a later year
 */
export const readPatentNumber = (input: string, thisYear = 2100): PatentNumberFinding => {
  const text = tidy(input);
  const finding = readOfficeForm(text, thisYear);
  if (finding) return finding;
  const body = text.replaceAll("-", "").replace(/^(?:ZL|CN)/, "");
  return /^[\dX.]+$/.test(body) ? readChinese(body, thisYear) : refused("form");
};

/**
 * The word under which search knows a number, or null where the query is none. Somebody who leaves out the check digit, or has
 * mistyped it, still finds the listing by the digits given.
 */
export const searchedNumber = (query: string): string | null => {
  const found = readPatentNumber(query);
  if (found.ok) return found.number.normal.toLowerCase();
  const bare = tidy(query).replace(/[.-]/g, "");
  return /^(?:ZL|CN)?\d{8,13}X?$/.test(bare) ? bare.replace(/^(?:ZL|CN)/, "").toLowerCase() : null;
};

/** Years a right lasts from filing: invention 20, utility model 10, design 15 (Patent Law art. 42); null where the number does not tell. */
export const patentYears = (normal: string): number | null => {
  const m = /^CN(?:\d{4}([12389])\d{7}|\d{2}([12389])\d{5})[0-9X]$/.exec(normal);
  const kind = m?.[1] ?? m?.[2];
  return kind === undefined ? null : kind === "1" || kind === "8" ? 20 : kind === "3" ? 15 : 10;
};
