import { listings } from "@peony/db/schema";
import { aMember } from "@peony/db/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyOf } from "#server/testing/house.ts";
import { type TerminalHouse, terminalHouse } from "#server/testing/terminal.ts";
import { endpoints } from "./all.ts";

let house: TerminalHouse;
let tto: string;
beforeAll(async () => {
  house = await terminalHouse();
  tto = await keyOf(house.db, await aMember(house.db, "university", ["owner", "manager"]));
});
afterAll(() => house.close());

const peony = (key: string | null, ...words: string[]) => house.peony(key, ...words);
const say = (key: string | null, words: string, body?: unknown) => house.say(key, words, body);

/** A refusal of the house or an answer that is no JSON, and not a call that was never sent. */
const isOwnRefusal = (e: unknown): boolean =>
  e instanceof SyntaxError || (e instanceof Error && e.constructor.name === "CommandFailed");

describe("peony api", { timeout: 120_000 }, () => {
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

  test("reaches every operation with what the document says of it", async () => {
    const file = house.fileWith("x.csv", "a,b");
    for (const { id, path, takesFile } of endpoints) {
      const place = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => `${name}=made-up`);
      const words = [id, ...place, ...(takesFile ? ["--file", file] : [])].join(" ");
      // most refuse what is made up; what matters is who refuses
      await say(tto, words).catch((e: unknown) => expect([id, isOwnRefusal(e)]).toEqual([id, true]));
    }
    expect([...house.reached].sort()).toEqual(endpoints.map((e) => e.id).sort());
  });

  test("shows what an operation takes", async () => {
    const shown = await say(null, `show triageListing`);
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
    const sheet = house.fileWith("成果.csv", `成果名称,专利号\n滚道处理,${number}\n,CN2023199\n`);
    const made = await say(tto, `uploadImportFile --file ${sheet}`);
    expect(made).toMatchObject({ headers: ["成果名称", "专利号"], total: 2 });
    const at = `id=${made.id}`;
    await say(tto, `mapImport ${at}`);
    const rows = (await peony(tto, "readImportRows", at, "--all")).out
      .trimEnd()
      .split("\n")
      .map((l) => JSON.parse(l));
    expect(rows.map((r) => r.line)).toEqual([2, 3]);
    const errors = await peony(tto, "readImportErrors", at, "--lang", "en");
    expect(errors.code).toBe(0);
    expect(errors.out).toMatch(/^\uFEFF?成果名称,专利号,.+\r?\n/);
    expect(errors.out).toContain("CN2023199");
    const mended = await say(tto, `fixImportRow ${at} line=3 values.title_zh=第二 values.number=`);
    expect(mended).toHaveProperty("result");
    await say(tto, `stepImport ${at} step=start`);
    const written = await say(tto, `readImport ${at}`);
    expect(written.created).toBeGreaterThan(0);
    await say(tto, `stepImport ${at} step=undo`);
    expect((await say(tto, `readImport ${at}`)).removed).toBe(written.created);
    expect(await house.db.admin.$count(listings, eq(listings.importId, made.id))).toBe(0);
  });

  test("refuses a sheet that is none with its sentence, and keeps nothing of it", async () => {
    const fake = house.fileWith("成果.xlsx", "no workbook");
    const before = (await say(tto, `listImports`)).rows.length;
    const refused = await peony(tto, "uploadImportFile", "--file", fake, "--lang", "en");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err.length).toBeGreaterThan(10);
    expect((await say(tto, `listImports`)).rows).toHaveLength(before);
  });
});
