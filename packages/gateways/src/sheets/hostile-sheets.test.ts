import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { rounds, seed } from "@peony/config/settings";
import { type RowProblem, type SheetBatch, SheetFault } from "@peony/domain/imports";
import { locales, translator } from "@peony/i18n";
import { afterAll, describe, expect, test } from "vitest";
import { readSheetInChild } from "./read-sheet-in-child.ts";
import { type Hostile, hostileArchives } from "./testing/hostile-archives.ts";
import { hostileSheets } from "./testing/hostile-sheets.ts";
import { hostileTexts } from "./testing/hostile-texts.ts";

const folder = mkdtempSync(path.join(tmpdir(), "hostile-"));
const files = [...hostileArchives, ...hostileSheets, ...hostileTexts];
const worst = { seconds: 0, slowest: "", megabytes: 0, largest: "" };

afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(
    `${files.length} hostile files: at most ${worst.seconds.toFixed(1)} s (${worst.slowest}), ${worst.megabytes} MB in the child (${worst.largest})`,
  );
});

/** What the reader of a file is told: the fault, else the first problem of a row, else that there are rows. */
const told = async (batches: AsyncIterable<SheetBatch>): Promise<string> => {
  let problem: RowProblem | null = null;
  try {
    for await (const { rows } of batches) problem ??= rows.find((row) => row.problem !== null)?.problem ?? null;
  } catch (e) {
    if (!(e instanceof SheetFault)) throw e;
    // Throws where a sentence is missing, or an argument of it.
    for (const locale of locales) translator(locale, "errors")(`imports.${e.fault}`, e.data.args ?? {});
    return e.fault;
  }
  if (problem === null) return "rows";
  for (const locale of locales) translator(locale, "validation")(`row-${problem}`);
  return `row: ${problem}`;
};

const readInChild = async ({ what, name }: Hostile, file: string): Promise<string> => {
  const began = performance.now();
  const onPeak = (bytes: number): void => {
    const megabytes = Math.round(bytes / 1_000_000);
    if (megabytes > worst.megabytes) Object.assign(worst, { megabytes, largest: what });
  };
  const answer = await told(readSheetInChild({ name, path: file }, undefined, { onPeak }));
  const seconds = (performance.now() - began) / 1_000;
  if (seconds > worst.seconds) Object.assign(worst, { seconds, slowest: what });
  return answer;
};

/** A third of the files in every run, drawn anew; all of them in full. Each takes a process of its own. */
const step = rounds(3, 1);
const from = seed() % step;
const drawn = <T>(group: readonly T[]): readonly T[] => group.filter((_, i) => (i + from) % step === 0);

describe.each([
  ["spreadsheet", hostileArchives],
  ["sheet", hostileSheets],
  ["text", hostileTexts],
] as const)("a hostile %s", (_, group) => {
  test.each(drawn(group))(
    "$name: $what",
    async (hostile) => {
      const file = path.join(folder, "file");
      writeFileSync(file, hostile.bytes());
      expect(hostile.told).toContain(await readInChild(hostile, file));
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
    60_000,
  );
});
