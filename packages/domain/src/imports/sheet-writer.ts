/** Signs that make a spreadsheet read a cell as a formula, also in their full-width forms; after any number of apostrophes. */
const live = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/**
 * A cell of a CSV that no spreadsheet reads as a formula: one that could be is led by an apostrophe. A cell that looks as if it had been
 * given one gets another, so that reading takes off exactly what writing put on.
 */
export const csvCell = (value: string): string => {
  const safe = live.test(value) ? `'${value}` : value;
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csvLine = (cells: readonly string[]): string => {
  const line = cells.map(csvCell).join(",");
  // A single empty cell would be an empty line, which readers skip.
  return `${line === "" ? '""' : line}\r\n`;
};

/** The mark that makes spreadsheets read UTF-8 as such. */
const mark = "\ufeff";

/** A CSV for spreadsheets in pieces, one a row: UTF-8 with its mark, lines ended as RFC 4180 wants, no live formula in any cell. */
export async function* csvPieces(
  header: readonly string[],
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): AsyncGenerator<string> {
  yield mark + csvLine(header);
  for await (const row of rows) yield csvLine(row);
}

/** The same in one piece, the first of `rows` being the column names. */
export const csvOf = (rows: Iterable<readonly string[]>): string => mark + Array.from(rows, csvLine).join("");
