/** What kind of number it is, its normal form for storage, and the form people print. */
export type PatentNumber = {
  readonly kind: "cn-application" | "cn-publication" | "us" | "us-application" | "ep" | "wo" | "pct";
  readonly normal: string;
  /** Filing year where the number carries it. */
  readonly year: number | null;
};
export type PatentNumberFinding =
  | { readonly ok: true; readonly number: PatentNumber }
  | { readonly ok: false; readonly reason: "length" | "kind" | "year" | "form" }
  | { readonly ok: false; readonly reason: "check"; readonly expected: string };

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
    .replace(/[\s·-]/g, "")
    .replace(/[。．]/g, ".");

/**
 * A United States application number, `13/033,085`: series and serial of up to six digits. Older lists drop leading zeros of the
 * serial (`12/45,970`), which loses nothing, so they are put back.
 */
const usApplication = (text: string): PatentNumberFinding | null => {
  const m = /^(?:US)?(\d{2})\/(?:(\d{1,3}),(\d{3})|(\d{4,6}))$/.exec(text);
  if (!m) return null;
  const serial = (m[4] ?? `${m[2]}${m[3]}`).padStart(6, "0");
  return { ok: true, number: { kind: "us-application", normal: `US${m[1]}/${serial}`, year: null } };
};

const publications: readonly { kind: PatentNumber["kind"]; form: RegExp }[] = [
  { kind: "cn-publication", form: /^CN(?:(?:1\d{6}|1\d{8})[ABC]|(?:2\d{6}|2\d{8})[UY]|(?:3\d{6}|3\d{8})[DS])\d?$/ },
  { kind: "ep", form: /^EP\d{7}(?:A[1-489]|B[1-389])$/ },
  { kind: "us", form: /^US(?:\d{7,8}|D\d{6,7}|RE\d{5,6}|PP\d{5,6})(?:A|B[12]|S1?|E1?|P[23])$/ },
  { kind: "us", form: /^US20\d{2}\/?\d{7}(?:A[129]|P[149])$/ },
  { kind: "wo", form: /^WO(?:19|20)\d{2}\/?\d{6}A[1-489]$/ },
  { kind: "pct", form: /^PCT\/[A-Z]{2}(?:19|20)\d{2}\/\d{6}$/ },
];

const checkChinese = (body: string): PatentNumberFinding => {
  const m = /^(\d{8}|\d{12})\.?([0-9X])$/.exec(body);
  if (!m) return { ok: false, reason: "length" };
  const [, digits = "", check = ""] = m;
  const long = digits.length === 12;
  const year = long
    ? Number(digits.slice(0, 4))
    : Number(digits.slice(0, 2)) + (Number(digits.slice(0, 2)) > 50 ? 1900 : 2000);
  if (long ? year < 2003 || year > 2100 : year < 1985 || year > 2003) return { ok: false, reason: "year" };
  if (!"12389".includes(digits[long ? 4 : 2] ?? "")) return { ok: false, reason: "kind" };
  const expected = patentCheckDigit(digits);
  if (check !== expected) return { ok: false, reason: "check", expected };
  return { ok: true, number: { kind: "cn-application", normal: `CN${digits}${check}`, year } };
};

/**
 * Reads a patent, application or publication number in any spacing, full-width or not, with or without ZL, CN or the dot.
 * Chinese application numbers are checked by their check digit, and a wrong one says what it should be.
 * Forms: ZC 0006-2003; publication forms of CN, EP, US, WO and PCT; US application numbers.
 */
export const readPatentNumber = (input: string): PatentNumberFinding => {
  const text = tidy(input).replace(/^US[\d,]+/, (digits) => digits.replaceAll(",", ""));
  const application = usApplication(tidy(input));
  if (application) return application;
  const published = publications.find((p) => p.form.test(text));
  if (published)
    return {
      ok: true,
      number: { kind: published.kind, normal: text.replaceAll("/", published.kind === "pct" ? "/" : ""), year: null },
    };
  const body = text.replace(/^(?:ZL|CN)/, "");
  if (/^[\dX.]+$/.test(body)) return checkChinese(body);
  return { ok: false, reason: "form" };
};

/**
 * The word under which search knows a number, or null where the query is none. Somebody who leaves out the check digit, or has
 * mistyped it, still finds the listing by the digits given.
 */
export const searchedNumber = (query: string): string | null => {
  const found = readPatentNumber(query);
  if (found.ok) return found.number.normal.toLowerCase();
  const bare = tidy(query).replaceAll(".", "");
  return /^(?:ZL|CN)?\d{8,13}X?$/.test(bare) ? bare.replace(/^(?:ZL|CN)/, "").toLowerCase() : null;
};

/** Years a right lasts from filing: invention 20, utility model 10, design 15 (Patent Law art. 42); null where the number does not tell. */
export const patentYears = (normal: string): number | null => {
  const m = /^CN(?:\d{4}([12389])\d{7}|\d{2}([12389])\d{5})[0-9X]$/.exec(normal);
  const kind = m?.[1] ?? m?.[2];
  return kind === undefined ? null : kind === "1" || kind === "8" ? 20 : kind === "3" ? 15 : 10;
};
