import type { SheetBatch } from "@peony/domain/imports";
import { patentCheckDigit } from "@peony/domain/listings";

export type Cells = Readonly<Record<string, string>>;

/** A fictional number of the 99-series with its check digit, as a certificate prints it. */
export const aNumber = (n: number, year = 2023): string => {
  const digits = `${year}199${String(n).padStart(5, "0")}`;
  return `ZL ${digits.slice(0, 4)} 1 ${digits.slice(5)}.${patentCheckDigit(digits)}`;
};

/** A good row as an office keeps it. */
export const aRow = (n: number, applicant: string, over: Cells = {}): Cells => ({
  名称: `一种第${n}号轴承的强化方法`,
  专利号: aNumber(n),
  申请人: applicant,
  发明人: "张伟；王芳",
  申请日: "2023-01-05",
  法律状态: "授权",
  IPC分类号: "F16C 33/64",
  ...over,
});

/** Rows as a sheet reader gives them, the header standing in the first line. */
export async function* batchesOf(rows: readonly Cells[], size = 100): AsyncGenerator<SheetBatch> {
  const headers = Object.keys(rows[0] ?? {});
  for (let from = 0; from < rows.length; from += size) {
    const part = rows.slice(from, from + size);
    yield {
      headers,
      rows: part.map((row, i) => ({ line: from + i + 2, row, problem: null })),
      bytesRead: from + part.length,
      bytesTotal: rows.length,
    };
  }
}
