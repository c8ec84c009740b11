import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { organisations } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { csvOf } from "@peony/domain/imports";
import { aRow } from "@peony/features/imports/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "../command.ts";
import { importCommand, sha256OfFile } from "./import.ts";

let db: TestDb;
let folder: string;
beforeAll(async () => {
  db = await createTestDb();
  folder = mkdtempSync(join(tmpdir(), "peony-import-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await db.close();
});

const us = "河洛理工大学";
const run = async (file: string, values: Record<string, string | boolean> = {}) => {
  const owner = await aMember(db, "university", ["owner"], { nameZh: us });
  const said: string[] = [];
  const env = { DATABASE_URL: db.url("operator") } as Parameters<Command["run"]>[0]["env"];
  const call = { env, values: { org: owner.orgId ?? "", ...values }, positionals: ["listings", file] };
  const code = await importCommand.run({ ...call, print: (line) => said.push(line) });
  return { code, said, owner };
};
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

test("an office's sheet is judged by its columns, and bad rows are named", async () => {
  const rows = [aRow(1, us), aRow(2, us, { 专利号: "ZL 2023 1 9900002.3" }), aRow(3, "他校"), aRow(4, us)];
  const path = file("成果.csv", csvOf([Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))]));
  const { code, said } = await run(path);
  expect(code).toBe(1);
  expect(said.slice(0, 2)).toEqual([
    expect.stringMatching(/^line 3 .*malformed_number \(number: bad-patent-number, should be ZL 2023 1 9900002\.2\)$/),
    expect.stringMatching(/^line 4 .*not_our_applicant/),
  ]);
  expect(said.at(-1)).toMatch(
    /^Read 4 rows .*: 2 created, 0 updated, 0 unchanged, 0 published, 0 kept as drafts, 2 refused\.$/,
  );
});

test("columns that are field names are taken as they are", async () => {
  const row = { id: "1", "title.zh": "一种轴承", assetKind: "know_how", field: "bearing", trl: 4 };
  const { code, said } = await run(file("plain.json", JSON.stringify([row])));
  expect([code, said.at(-1)]).toEqual([0, expect.stringMatching(/1 created/)]);
});

test("a file with a fault writes nothing, and publishing is for samples", async () => {
  expect(await codeOf(run(file("cut.xlsx", "PK\u0003\u0004 and no more")))).toMatch(/^imports\//);
  const path = file("one.json", JSON.stringify([{ id: "1", "title.zh": "甲", assetKind: "know_how", field: "other" }]));
  expect(await codeOf(run(path, { publish: true }))).toBe("imports/publish-refused");
  expect(await db.admin.$count(organisations, eq(organisations.sample, true))).toBe(0);
});

test("a file is known by its hash", async () => {
  expect(await sha256OfFile(file("j.csv", "abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
