import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { hasSamples, noSamples, sampleFile, sampleOwner, samples } from "../../apps/cli/src/testing/sample-files.ts";
import { freePort } from "../../infra/local/src/ports.ts";
import { startPostgres } from "../../infra/local/src/postgres.ts";
import { aMember, createTestDb, type TestDb } from "../../packages/db/src/testing/index.ts";
import { csvPieces } from "../../packages/domain/src/imports/index.ts";
import { patentCheckDigit } from "../../packages/domain/src/listings/index.ts";

/**
 * How fast `peony import` brings records in, beside a bare twin: the rows it wrote, copied by the server itself into a table with the
 * same columns and indexes, in the same run. A throw-away PostgreSQL, durable as in production. The peak of memory is the command's own.
 */
const generatedRows = Number(process.argv[2] ?? 100_000);
const mebi = 1024 * 1024;
const say = (line: string) => process.stdout.write(`${line}\n`);
const office = { nameZh: "河洛理工大学", nameEn: "Heluo University of Technology" };

const words = [
  "高速",
  "重载",
  "轴承",
  "滚道",
  "强化",
  "感应",
  "淬火",
  "陶瓷",
  "润滑",
  "振动",
  "监测",
  "激光",
  "涂层",
  "密封",
];
const header = ["名称", "专利号", "申请人", "发明人", "申请日", "授权日", "法律状态", "IPC分类号", "摘要", "关键词"];

/** A row of an office's sheet; every twentieth carries a fault, as sheets do. */
const rowOf = (i: number): string[] => {
  const pick = (n: number) => words[(i * 7 + n * 3 + ((i >> 3) % 5)) % words.length] ?? "";
  const digits = `${2004 + (i % 20)}1${String(i).padStart(7, "0")}`;
  const abstract = Array.from({ length: 60 }, (_, n) => pick(n)).join("");
  return [
    `一种${pick(1)}${pick(2)}${pick(3)}方法（${i}）`,
    `ZL${digits}.${patentCheckDigit(digits)}`,
    i % 20 === 19 ? "他校" : office.nameZh,
    "张伟；王芳；李娜",
    `${2004 + (i % 20)}-03-0${1 + (i % 9)}`,
    `${2007 + (i % 20)}/5/1${i % 10}`,
    "授权",
    "F16C 33/64; C21D 9/40",
    abstract,
    `${pick(4)};${pick(5)}`,
  ];
};

const generate = async (folder: string): Promise<string> => {
  const file = join(folder, "sheet.csv");
  const rows = (function* () {
    for (let i = 0; i < generatedRows; i += 1) yield rowOf(i);
  })();
  await pipeline(Readable.from(csvPieces(header, rows)), createWriteStream(file));
  return file;
};

type Ran = { readonly seconds: number; readonly peakMib: number; readonly last: string };

/** The command in a process of its own, as an operator types it. */
const peony = async (db: TestDb, file: string, org: string, options: readonly string[]): Promise<Ran> => {
  const cli = join(import.meta.dirname, "..", "..", "apps", "cli", "src", "main.ts");
  const started = performance.now();
  const child = spawn(process.execPath, [cli, "import", "listings", file, "--org", org, ...options], {
    env: { PATH: process.env.PATH, DATABASE_URL: db.url("operator") },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  let peak = 0;
  const look = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? peak);
    } catch {
      clearInterval(look);
    }
  }, 50);
  await new Promise((done) => child.once("close", done));
  clearInterval(look);
  const seconds = (performance.now() - started) / 1000;
  return { seconds, peakMib: Math.round(peak / 1024), last: said.trim().split("\n").at(-1) ?? "" };
};

/** Server-side copy out of the table and in again: what storing these rows costs when nobody looks at them. */
const bareTwin = async (db: TestDb, org: string): Promise<{ seconds: number; rows: number }> => {
  // the server's own folder, under the only name by which its account reaches it
  const path = "/proc/self/cwd/twin.copy";
  const run = (text: string) => db.admin.$client.query(text);
  const { rows } = await run(
    `select string_agg(quote_ident(column_name), ', ') as columns from information_schema.columns
     where table_name = 'listings' and table_schema = 'public' and is_generated = 'NEVER'`,
  );
  const columns = (rows[0] as { columns: string }).columns;
  await run("create table twin (like listings including all)");
  await run(`copy (select ${columns} from listings where org_id = '${org}') to '${path}'`);
  const started = performance.now();
  const copied = await run(`copy twin (${columns}) from '${path}'`);
  const seconds = (performance.now() - started) / 1000;
  await run("drop table twin");
  return { seconds, rows: copied.rowCount ?? 0 };
};

type Job = {
  readonly name: string;
  readonly file: string;
  readonly options: readonly string[];
  readonly owner: object;
};

const bench = async (db: TestDb, job: Job): Promise<void> => {
  const org = (await aMember(db, "university", ["owner"], job.owner)).orgId ?? "";
  const before = loadavg()[0];
  const first = await peony(db, job.file, org, job.options);
  const again = await peony(db, job.file, org, job.options);
  const twin = await bareTwin(db, org);
  const read = Number(/Read (\d+) rows/.exec(first.last)?.[1] ?? 0);
  const rate = (rows: number, s: number) => `${Math.round(rows / s)} rows/s`;
  say(`${job.name} (${(statSync(job.file).size / mebi).toFixed(1)} MiB, load ${before?.toFixed(1)}): ${first.last}`);
  say(
    `  whole command ${rate(read, first.seconds)} in ${first.seconds.toFixed(1)} s, repeated ${rate(read, again.seconds)}, bare COPY ${rate(twin.rows, twin.seconds)}, ratio ${(read / first.seconds / (twin.rows / twin.seconds)).toFixed(2)}`,
  );
  say(`  peak memory of the command ${Math.max(first.peakMib, again.peakMib)} MiB`);
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), `peony-test-${process.pid}-`));
  const server = await startPostgres({
    dataDir: join(folder, "pg"),
    port: await freePort(),
    password: "bench",
    durable: true,
  });
  process.env.PEONY_TEST_ADMIN_URL = server.adminUrl;
  const db = await createTestDb();
  try {
    say(`load average ${loadavg()[0]?.toFixed(1)} at the start; do not judge above 3`);
    if (!hasSamples()) say(noSamples);
    for (const name of hasSamples() ? samples : []) {
      const map = join(import.meta.dirname, "..", "..", "apps", "cli", "maps", `${name}.json`);
      await bench(db, { name, file: sampleFile(name), options: ["--map", map, "--publish"], owner: sampleOwner });
    }
    const file = await generate(folder);
    await bench(db, { name: `${generatedRows} rows of an office's sheet`, file, options: [], owner: office });
    say(`load average ${loadavg()[0]?.toFixed(1)} at the end`);
  } finally {
    await db.close();
    await server.process.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await main();
