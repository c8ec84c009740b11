/** What a number format shows of a number: a day, a time, both, or the number itself. */
export type Shown = "number" | "day" | "time" | "both";

const days = new Set([14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58]);
const times = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47, 55, 56]);

/** By the number of a built-in format (ECMA-376 part 1, 18.8.30, with those of East Asian editions). */
export const shownByBuiltIn = (id: number): Shown => {
  if (id === 22) return "both";
  if (days.has(id)) return "day";
  return times.has(id) ? "time" : "number";
};

/** By the code of a format, such as `yyyy/m/d;@` or `[h]:mm`, which is a duration and stays a number. */
export const shownByCode = (code: string): Shown => {
  const [first = ""] = code.split(";");
  if (/\[(h+|m+|s+)\]/i.test(first)) return "number";
  const letters = first
    .slice(0, 255)
    .replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/g, "")
    .replace(/general|am\/pm|a\/p/gi, "")
    .toLowerCase();
  const day = /[yd]/.test(letters) || (letters.includes("m") && !/[hs]/.test(letters));
  const time = /[hs]/.test(letters);
  if (day) return time ? "both" : "day";
  return time ? "time" : "number";
};

const dayMs = 86_400_000;
const lastSerial = 2_958_465;

/** 1 is 1 January 1900; 60 is the 29 February that year did not have, which the first spreadsheets believed in. */
const dayOf1900 = (serial: number): string => {
  if (serial === 60) return "1900-02-29";
  return new Date(Date.UTC(1899, 11, serial < 60 ? 31 : 30) + serial * dayMs).toISOString().slice(0, 10);
};

const dayOf1904 = (serial: number): string =>
  new Date(Date.UTC(1904, 0, 1) + serial * dayMs).toISOString().slice(0, 10);

/** A stored number of days as ISO 8601 text; null where it is no day that a calendar of four-digit years has. */
export const dayText = (stored: string, shown: Shown, since1904: boolean): string | null => {
  const value = Number(stored);
  // To the second, carrying 23:59:59.9999 over to the next day.
  const seconds = Math.round(value * 86_400);
  const serial = Math.floor(seconds / 86_400);
  if (!Number.isFinite(value) || value < 0 || serial > lastSerial) return null;
  const rest = seconds - serial * 86_400;
  const clock = new Date(rest * 1_000).toISOString().slice(11, 19);
  if (shown === "time") return serial === 0 ? clock : null;
  if (serial === 0 && !since1904) return null;
  const day = since1904 ? dayOf1904(serial) : dayOf1900(serial);
  return shown === "both" && rest !== 0 ? `${day} ${clock}` : day;
};

/**
 * A stored number as somebody would type it. Spreadsheets calculate with fifteen digits and store seventeen, so that 202010123456.7 stands
 * in the file as 202010123456.70001; and a number of twelve digits may stand there as 2.02010123456E11.
 */
export const numberText = (stored: string): string => {
  if (/^-?[1-9]\d{0,14}$/.test(stored)) return stored;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(stored)) return stored;
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  const text = String(Number(value.toPrecision(15)));
  const small = /^-?(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  const places = small === null ? 0 : (small[2] ?? "").length + Number(small[3]);
  return small === null || places > 100 ? text : Number(text).toFixed(places);
};

/** Characters that XML cannot hold stand in a workbook as `_x000D_`; a text that only looks so begins `_x005F_`. */
export const unescaped = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (all, hex: string) => {
        const code = Number.parseInt(hex, 16);
        return code >= 0xd800 && code <= 0xdfff ? all : String.fromCharCode(code);
      })
    : text;

/** Column of a cell's address, from 0; -1 where there is none. `XFD1` is 16,383. */
export const columnOf = (address: string): number => {
  const letters = /^([A-Z]{1,7})\d*$/.exec(address)?.[1];
  if (letters === undefined) return -1;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
};
