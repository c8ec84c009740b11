import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { readRows } from "../../apps/cli/src/read-rows.ts";
import {
  hasSamples,
  noSamples,
  type Sample,
  sampleFile,
  sampleMap,
  sampleOwner,
  samples,
} from "../../apps/cli/src/testing/sample-files.ts";
import { freePort } from "../../infra/local/src/ports.ts";
import { startPostgres } from "../../infra/local/src/postgres.ts";
import { aMember, createTestDb, type TestDb } from "../../packages/db/src/testing/index.ts";
import type { PersonActor } from "../../packages/domain/src/identity/index.ts";
import { type ImportMap, importMapSchema } from "../../packages/domain/src/imports/index.ts";
import { type ImportReport, importListings } from "../../packages/features/src/imports/index.ts";

/**
 * How fast records come in, beside a bare twin: the rows it wrote, copied by the server itself into a table with the same columns
 * and indexes. A throw-away PostgreSQL, durable as in production. Also shows that memory does not grow with the file.
 */
const generatedRows = 50_000;
const mebi = 1024 * 1024;
const say = (line: string) => process.stdout.write(`${line}\n`);

type Job = { readonly name: string; readonly file: string; readonly map: ImportMap };

const plain = importMapSchema.parse({
  source: "generated",
  sourceId: "id",
  columns: { title: "title.en", abstract: ["solution.en", { to: "summary.en", cut: 200 }], words: "keywordsEn" },
  constants: {
    ...{ assetKind: "know_how", field: "other", legalStatus: "none", trl: 2, rights: ["ordinary"], noDataYet: true },
    "problem.en": "Generated for this benchmark.",
  },
});

const generate = (folder: string): Job => {
  const file = join(folder, "generated.jsonl");
  const words = [
    "bearing",
    "laser",
    "coating",
    "sensor",
    "grinding",
    "raceway",
    "furnace",
    "polymer",
    "rotor",
    "valve",
  ];
  const line = (i: number) => {
    const pick = (n: number) => words[(i * 7 + n * 3 + ((i >> 3) % 5)) % words.length] ?? "";
    const abstract = Array.from({ length: 110 }, (_, n) => pick(n)).join(" ");
    return JSON.stringify({
      id: `g${i}`,
      title: `${pick(1)} ${pick(2)} number ${i}`,
      abstract,
      words: [pick(3), pick(4)],
    });
  };
  writeFileSync(file, Array.from({ length: generatedRows }, (_, i) => line(i)).join("\n"));
  return { name: `${generatedRows} generated rows`, file, map: plain };
};

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1000;
};

/** Server-side copy out of the table and in again: what storing these rows costs when nobody looks at them. */
const bareTwin = async (db: TestDb, org: string): Promise<number> => {
  // the server's own folder, under the only name by which its account reaches it
  const path = "/proc/self/cwd/twin.copy";
  const run = (text: string) => db.admin.$client.query(text);
  await run("create table twin (like listings including all)");
  await run(`copy (select * from listings where org_id = '${org}') to '${path}'`);
  const took = await seconds(() => run(`copy twin from '${path}'`));
  await run("drop table twin");
  return took;
};

const bench = async (db: TestDb, owner: PersonActor, job: Job): Promise<void> => {
  let peak = 0;
  const base = process.memoryUsage().rss;
  const open = async function* () {
    for await (const row of readRows(job.file)) {
      if (row.line % 500 === 0) peak = Math.max(peak, process.memoryUsage().rss);
      yield row;
    }
  };
  let report: ImportReport | undefined;
  const request = { open, map: job.map, fileName: job.name, fileSha256: "0".repeat(64), publish: true, dryRun: false };
  const took = await seconds(async () => {
    report = await importListings(db.ctx(owner), request);
  });
  const again = await seconds(() => importListings(db.ctx(owner), request));
  const twin = await bareTwin(db, owner.orgId ?? "");
  const { read = 0, published = 0, kept = 0, refused = 0 } = report ?? {};
  const rate = (s: number) => `${Math.round(read / s)} rows/s`;
  say(
    `${job.name} (${(statSync(job.file).size / mebi).toFixed(1)} MiB): ${published} published, ${kept} kept as drafts, ${refused} refused`,
  );
  say(`  import ${rate(took)}, repeated ${rate(again)}, bare COPY ${rate(twin)}, ratio ${(twin / took).toFixed(2)}`);
  if (read >= generatedRows) say(`  memory grew by ${Math.max(0, Math.round((peak - base) / mebi))} MiB at most`);
};

const main = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), `peony-test-${process.pid}-`));
  const server = await startPostgres({ dataDir: folder, port: await freePort(), password: "bench", durable: true });
  process.env.PEONY_TEST_ADMIN_URL = server.adminUrl;
  const db = await createTestDb();
  try {
    say(`load average ${loadavg()[0]?.toFixed(1)} at the start; do not judge above 3`);
    const sampleJob = (name: Sample): Job => ({ name, file: sampleFile(name), map: sampleMap(name) });
    if (!hasSamples()) say(noSamples);
    for (const job of [...(hasSamples() ? samples.map(sampleJob) : []), generate(folder)])
      await bench(db, await aMember(db, "university", ["owner"], sampleOwner), job);
    say(`load average ${loadavg()[0]?.toFixed(1)} at the end`);
  } finally {
    await db.close();
    await server.process.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

await main();
