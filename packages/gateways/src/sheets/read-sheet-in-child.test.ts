import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { csvOf, operatorSheetLimits, type SheetBatch, SheetFault, sheetKindOf } from "@peony/domain/imports";
import { afterAll, describe, expect, test } from "vitest";
import { readSheet } from "./read-sheet.ts";
import { type ChildSettings, childSheetReader, readSheetInChild } from "./read-sheet-in-child.ts";
import { columnName, workbook, worksheet, xml } from "./testing/workbook.ts";

const folder = mkdtempSync(path.join(tmpdir(), "child-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, content: Buffer | string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};
const small = fileOf("small.csv", "id,title\n1,one\n2,two\n");

const all = async (batches: AsyncIterable<SheetBatch>): Promise<SheetBatch[]> => Array.fromAsync(batches);

const faultOf = async (batches: AsyncIterable<SheetBatch>): Promise<SheetFault> => {
  try {
    await all(batches);
  } catch (e) {
    if (e instanceof SheetFault) return e;
    throw e;
  }
  throw new Error("it was read");
};

/** Reads with a child of our own making in the place of the true one. */
const withChild = (name: string, code: string, settings: ChildSettings = {}): AsyncGenerator<SheetBatch> => {
  const home = mkdtempSync(path.join(folder, "code-"));
  const entry = path.join(home, `${name}.mjs`);
  writeFileSync(entry, code);
  return readSheetInChild({ name: "a.csv", path: small }, undefined, { ...settings, entry });
};
/** A child that answers with what it could find out. */
const told = async (expression: string): Promise<string> =>
  (
    await faultOf(
      withChild(
        "spy",
        `console.log(JSON.stringify({ fault: "empty", args: {}, detail: JSON.stringify(await (${expression})) }))`,
      ),
    )
  ).message;

const gone = async (pid: number): Promise<boolean> => {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 10)))
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
  return false;
};
const batchAndWait =
  "console.log(JSON.stringify({ headers: [String(process.pid)], rows: [], bytesRead: 0, bytesTotal: 1 })); setInterval(() => {}, 1000)";

describe("a sheet read in a child", () => {
  test("is the same as one read in this process", async () => {
    const source = { name: "small.csv", path: small };
    const inChild = await all(childSheetReader().read(source));
    expect(inChild).toEqual(await all(readSheet(source)));
    expect(inChild.at(-1)).toMatchObject({ headers: ["id", "title"], bytesRead: 21, bytesTotal: 21 });
  });

  test("comes to the caller while it asks, and the child ends when it stops asking", async () => {
    const batches = withChild("waits", batchAndWait);
    const first = await batches.next();
    await batches.return(undefined);
    expect(await gone(Number(first.value?.headers[0]))).toBe(true);
  });

  test("is given up where the caller leaves a batch unasked for too long", async () => {
    const batches = withChild("waits", batchAndWait, { idleMs: 100 });
    const first = await batches.next();
    expect(await gone(Number(first.value?.headers[0]))).toBe(true);
    await expect(batches.next()).rejects.toMatchObject({ fault: "timeout" });
  });

  test("is refused when the time is over", async () => {
    expect(await faultOf(withChild("hangs", "for (;;);", { waitMs: 300 }))).toMatchObject({
      fault: "timeout",
      data: { args: { seconds: 1 } },
    });
  });

  test("is refused when the child breaks, is killed, or says nonsense", async () => {
    const noMemory = "const kept = []; for (;;) kept.push(new Array(100_000).fill(kept.length))";
    expect((await faultOf(withChild("greedy", noMemory))).fault).toBe("memory");
    expect((await faultOf(withChild("breaks", "throw new Error('broken')"))).message).toContain("broken");
    expect((await faultOf(withChild("killed", "process.kill(process.pid, 'SIGKILL')"))).fault).toBe("unreadable");
    expect((await faultOf(withChild("silent", ""))).fault).toBe("unreadable");
    expect((await faultOf(withChild("nonsense", "console.log('<html>')"))).fault).toBe("unreadable");
    expect(
      (await faultOf(withChild("other", 'console.log(\'{"fault":"constructor","detail":"","args":{}}\')'))).fault,
    ).toBe("unreadable");
    expect(
      (
        await faultOf(
          withChild("endless", "for (;;) await new Promise((r) => process.stdout.write('x'.repeat(1_000_000), r))"),
        )
      ).fault,
    ).toBe("unreadable");
  });

  test("leaves the child nothing to take: no environment, no other file, no process, no worker", async () => {
    expect(await told("Object.keys(process.env)")).toBe("[]");
    const tried = (module: string, call: string): Promise<string> =>
      told(`import(${JSON.stringify(module)}).then((m) => ${call}).then(() => "done", (e) => e.code)`);
    expect(await tried("node:fs/promises", 'm.readFile("/etc/passwd")')).toBe('"ERR_ACCESS_DENIED"');
    expect(await tried("node:fs/promises", `m.writeFile(${JSON.stringify(small)}, "x")`)).toBe('"ERR_ACCESS_DENIED"');
    expect(await tried("node:child_process", 'm.execFileSync("/bin/true")')).toBe('"ERR_ACCESS_DENIED"');
    expect(await tried("node:worker_threads", 'new m.Worker("0", { eval: true })')).toBe('"ERR_ACCESS_DENIED"');
    expect(await tried("node:fs/promises", `m.readFile(${JSON.stringify(small)})`)).toBe('"done"');
  });

  test("is no fault of the sheet where the file is not there", async () => {
    const none = all(readSheetInChild({ name: "a.csv", path: path.join(folder, "none") }));
    await expect(none).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("is refused by its name before any process is started", async () => {
    expect((await faultOf(readSheetInChild({ name: "a.exe", path: "/nowhere" }))).fault).toBe("not-a-sheet");
    expect(["a.CSV", "a.xlsx", "x.y.ndjson"].map(sheetKindOf)).toEqual(["csv", "xlsx", "jsonl"]);
  });
});

describe("a sheet of 100,000 rows", () => {
  const titles = ["id", "title", "abstract", "number", "filed", ...Array.from({ length: 15 }, (_, i) => `field ${i}`)];
  const rows = Array.from({ length: 100_000 }, (_, i) => [
    `${i}`,
    `一种用于锂电池的复合材料及其制备方法 ${i}`,
    `The "composite", number ${i}, holds ${i * 7} units`,
    `CN2020${i}.X`,
    "2020-01-01",
    ...Array.from({ length: 15 }, (_, j) => `value ${j} of ${i % 1_000}`),
  ]);
  const cells = (row: readonly string[], line: number): string =>
    row.map((c, j) => `<c r="${columnName(j)}${line}" t="inlineStr"><is><t>${xml(c)}</t></is></c>`).join("");
  const sheet = (): string =>
    worksheet([titles, ...rows].map((row, i) => `<row r="${i + 1}">${cells(row, i + 1)}</row>`).join(""));

  test.each([
    ["CSV", "large.csv", () => csvOf([titles, ...rows])],
    ["XLSX", "large.xlsx", () => workbook({ sheet: sheet() })],
  ])(
    "is read whole as %s",
    async (kind, name, content) => {
      const file = fileOf(name, content());
      const figures = { peak: 0 };
      const delay = monitorEventLoopDelay({ resolution: 10 });
      const began = performance.now();
      const before = process.memoryUsage.rss();
      let [read, most] = [0, 0];
      delay.enable();
      const limits = { ...operatorSheetLimits, maxRatio: 1_000 };
      for await (const batch of readSheetInChild({ name, path: file }, limits, {
        onPeak: (peak) => Object.assign(figures, { peak }),
      })) {
        for (const { row } of batch.rows) {
          if (row.id !== `${read}` || row["field 14"] !== `value 14 of ${read % 1_000}`) expect(row).toBe(read);
          read += 1;
        }
        most = Math.max(most, process.memoryUsage.rss());
      }
      delay.disable();
      const seconds = (performance.now() - began) / 1_000;
      const mb = (bytes: number): number => Math.round(bytes / 1_000_000);
      console.log(
        `${kind}, 20 columns, ${mb(readFileSync(file).length)} MB: ${Math.round(read / seconds)} rows/s through the child; child ${mb(figures.peak)} MB, this process +${mb(most - before)} MB, event loop held for at most ${Math.round(delay.max / 1e6)} ms`,
      );
      expect(read).toBe(rows.length);
    },
    120_000,
  );
});
