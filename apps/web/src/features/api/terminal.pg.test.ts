import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listings } from "@peony/db/schema";
import { aMember, type TestDb } from "@peony/db/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { houseDb, keyOf, testEnvironment } from "#server/testing/house.ts";
import { type Served, serveApi, typed } from "#server/testing/terminal.ts";
import { endpoints } from "./all.ts";

let db: TestDb;
let served: Served;
let folder: string;
let tto: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "peony-terminal-"));
  testEnvironment({ PEONY_FILES_DIR: folder });
  db = await houseDb();
  served = await serveApi();
  tto = await keyOf(db, await aMember(db, "university", ["owner", "manager"]));
});
afterAll(async () => {
  await served.close();
  await db.close();
  rmSync(folder, { recursive: true, force: true });
});

const peony = (key: string | null, ...words: string[]) => typed(served.url, key, words);
/** What a call answers; anything else than success is shown as it was said. */
const said = async (key: string | null, ...words: string[]) => {
  const { code, out, err } = await peony(key, ...words);
  if (code !== 0) throw new Error(`${words.join(" ")}: ${err}`);
  return JSON.parse(out);
};
const fileWith = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe("peony api", () => {
  test("lists every operation of the document, and those that a word finds", async () => {
    const all = (await peony(null, "list")).out.trimEnd().split("\n");
    expect(all.map((line) => line.split(" ")[0]).sort()).toEqual(endpoints.map((e) => e.id).sort());
    const found = (await peony(null, "list", "TRIAGE", "draft")).out.trimEnd().split("\n");
    expect(found.map((line) => line.split(/ +/).slice(0, 3))).toEqual([
      ["readTriage", "GET", "/api/v1/triage"],
      ["triageListing", "POST", "/api/v1/listings/{id}/triage"],
      ["untriageListing", "POST", "/api/v1/listings/{id}/triage/undo"],
    ]);
  });

  test("shows what an operation takes", async () => {
    const shown = await said(null, "show", "triageListing");
    expect(shown).toMatchObject({ method: "POST", needsKey: true, sends: "json", body: { type: "object" } });
    expect(shown.parameters.map((p: { name: string }) => p.name)).toEqual(["id"]);
  });

  test("says a refusal as the house says it, and answers 1; a wrong call answers 2 and asks nothing", async () => {
    const refused = await peony(tto, "createListing", "--lang", "en", "assetKind=secret", "trl=12");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(/^Some entries .*\n( {2}.+\n)* {2}assetKind: .+\n/);
    expect((await peony("peony_no-such-key-at-all-anywhere", "listImports", "--lang", "en")).err).toMatch(
      /key|sign in/i,
    );
    const wrong = [["noSuchThing"], ["readListing"], ["readListing", "id=1", "--body", "-"], [], ["list", "--wrong"]];
    for (const words of wrong) expect([words, (await peony(tto, ...words)).code]).toEqual([words, 2]);
  });

  test("brings a file in, has it checked, mends a row, reads what is left as a sheet, writes, and takes it back", async () => {
    const number = "ZL202319900001.8";
    const sheet = fileWith("成果.csv", `成果名称,专利号\n滚道处理,${number}\n,CN2023199\n`);
    const made = await said(tto, "uploadImportFile", "--file", sheet);
    expect(made).toMatchObject({ headers: ["成果名称", "专利号"], total: 2 });
    const at = `id=${made.id}`;
    await said(tto, "mapImport", at);
    const rows = (await peony(tto, "readImportRows", at, "--all")).out
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l));
    expect(rows.map((r) => r.line)).toEqual([2, 3]);
    const errors = await peony(tto, "readImportErrors", at, "--lang", "en");
    expect(errors.code).toBe(0);
    expect(errors.out).toMatch(/^\uFEFF?成果名称,专利号,.+\r?\n/);
    expect(errors.out).toContain("CN2023199");
    const mended = await said(tto, "fixImportRow", at, "line=3", "values.title_zh=第二", "values.number=");
    expect(mended).toHaveProperty("result");
    await said(tto, "stepImport", at, "step=start");
    const written = await said(tto, "readImport", at);
    expect(written.created).toBeGreaterThan(0);
    await said(tto, "stepImport", at, "step=undo");
    expect((await said(tto, "readImport", at)).removed).toBe(written.created);
    expect(await db.admin.$count(listings, eq(listings.importId, made.id))).toBe(0);
  });

  test("refuses a sheet that is none with its sentence, and keeps nothing of it", async () => {
    const fake = fileWith("成果.xlsx", "no workbook");
    const before = (await said(tto, "listImports")).rows.length;
    const refused = await peony(tto, "uploadImportFile", "--file", fake, "--lang", "en");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err.length).toBeGreaterThan(10);
    expect((await said(tto, "listImports")).rows).toHaveLength(before);
  });
});
