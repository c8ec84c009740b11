import { imports, listings } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { guessMapping, importMapSchema, type SourceRow } from "@peony/domain/imports";
import { count, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type ImportRequest, importListings, undoImport } from "./index.ts";
import { aRow } from "./testing/sheets.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { sample: true });
});
afterAll(() => db.close());

const map = importMapSchema.parse({
  source: "own-records",
  sourceId: "id",
  columns: { title: "title.zh", text: "solution.zh", level: "trl", words: "keywordsZh" },
  constants: {
    assetKind: "know_how",
    field: "bearing",
    legalStatus: "none",
    "problem.zh": "来源未说明。",
    noDataYet: true,
    rights: ["ordinary"],
  },
  ignore: ["page"],
});
const record = (n: number, over: SourceRow = {}): SourceRow => ({
  id: `r-${n}`,
  title: `第 ${n} 项轴承技术`,
  text: "热处理后滚压。",
  level: 3,
  words: "轴承、滚压",
  page: n,
  ...over,
});
const many = (n: number, from = 0) => Array.from({ length: n }, (_, i) => record(from + i));
async function* rowsOf(rows: readonly SourceRow[]) {
  let line = 0;
  for (const row of rows) {
    line += 1;
    yield { line, row };
  }
}
const request = (rows: readonly SourceRow[], over: Partial<ImportRequest> = {}): ImportRequest => ({
  open: () => rowsOf(rows),
  map,
  fileName: "records.jsonl",
  fileSha256: "0".repeat(64),
  publish: false,
  dryRun: false,
  ...over,
});
const run = (rows: readonly SourceRow[], over: Partial<ImportRequest> = {}, actor = tto) =>
  importListings(db.ctx(actor), request(rows, over));
const owned = (actor = tto) =>
  db.admin
    .select()
    .from(listings)
    .where(eq(listings.orgId, actor.orgId ?? ""))
    .orderBy(listings.sourceId);
const importsOf = (actor = tto) =>
  db.admin
    .select()
    .from(imports)
    .where(eq(imports.orgId, actor.orgId ?? ""));
const eventsAbout = async (ids: readonly string[]) =>
  (await emitted(db)).filter((e) => "listingIds" in e.payload && e.payload.listingIds.some((id) => ids.includes(id)));

describe("importListings", () => {
  test("brings records in as drafts that say where they came from, and tells search nothing", async () => {
    expect(await run(many(3))).toMatchObject({ read: 3, created: 3, published: 0, refused: 0 });
    const [first, ...rest] = await owned();
    expect(rest).toHaveLength(2);
    expect(first).toMatchObject({
      state: "draft",
      source: "own-records",
      sourceId: "r-0",
      titleZh: "第 0 项轴承技术",
      keywordsZh: ["轴承", "滚压"],
      trl: 3,
      createdBy: tto.userId,
      publishedAt: null,
    });
    expect(await eventsAbout([first?.id ?? ""])).toHaveLength(0);
    expect(await importsOf()).toMatchObject([{ read: 3, created: 3, refused: 0, state: "done" }]);
  });

  test("publishes what is ready with one event for the batch, and keeps the rest as drafts with the reason", async () => {
    const report = await run([record(1), record(2, { text: "" })], { publish: true });
    expect(report).toMatchObject({ created: 2, published: 1, kept: 1, refused: 0 });
    expect(report.errors).toEqual([{ line: 2, sourceId: "r-2", reason: "kept as a draft, it lacks solution.zh" }]);
    const rows = await owned();
    expect(rows.map((r) => r.state)).toEqual(["published", "draft"]);
    const events = await eventsAbout(rows.map((r) => r.id));
    expect(events.map((e) => e.payload)).toEqual([{ listingIds: [rows[0]?.id] }]);
  });

  test("gives a draft that a later import publishes the address of its title then, and keeps it afterwards", async () => {
    const of = async (title: string, publish: boolean) => {
      const english = importMapSchema.shape.columns.parse({ "title-en": "title.en" });
      await run([record(1, { "title-en": title })], {
        publish,
        map: { ...map, columns: { ...map.columns, ...english } },
      });
      return (await owned())[0]?.slug ?? "";
    };
    expect(await of("Working title", false)).toMatch(/^working-title-/);
    const address = await of("Rolled raceways", true);
    expect(address).toMatch(/^rolled-raceways-/);
    expect(await of("Raceways, rolled", true)).toBe(address);
  });

  test("publishes drafts of an earlier import when asked later", async () => {
    await run(many(2));
    expect(await run(many(2), { publish: true })).toMatchObject({ created: 0, updated: 2, published: 2 });
    expect((await owned()).map((r) => [r.state, r.version])).toEqual([
      ["published", 2],
      ["published", 2],
    ]);
  });

  test("takes over what changed at the source", async () => {
    await run(many(3), { publish: true });
    const report = await run([record(0), record(1, { text: "感应淬火。" }), record(2)], { publish: true });
    expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 2, published: 0 });
    const [, second] = await owned();
    expect(second).toMatchObject({ solution: { zh: "感应淬火。", en: "" }, version: 2, state: "published" });
    expect(await eventsAbout([second?.id ?? ""])).toHaveLength(2);
  });

  test("refuses a record that would leave a published listing incomplete", async () => {
    await run([record(1)], { publish: true });
    expect(await run([record(1, { text: "" })])).toMatchObject({ updated: 0, refused: 1 });
    expect(await owned()).toMatchObject([{ version: 1, solution: { zh: "热处理后滚压。" } }]);
  });

  test("leaves a withdrawn listing withdrawn", async () => {
    await run([record(1)], { publish: true });
    await db.admin
      .update(listings)
      .set({ state: "withdrawn" })
      .where(eq(listings.orgId, tto.orgId ?? ""));
    expect(await run([record(1)], { publish: true })).toMatchObject({ unchanged: 1, published: 0 });
    expect(await run([record(1, { title: "另名" })], { publish: true })).toMatchObject({ refused: 1 });
    expect(await owned()).toMatchObject([{ state: "withdrawn", version: 1 }]);
  });

  test("refuses unknown columns by name before anything is written, however late they come", async () => {
    const failed = await run([...many(600), record(600, { price: 3, colour: "red" })]).catch((e: unknown) => e);
    expect(failed).toMatchObject({ code: "imports/unmapped", data: { args: { columns: "price, colour" } } });
    expect(await owned()).toHaveLength(0);
    expect(await importsOf()).toHaveLength(0);
  });

  test("refuses bad rows one by one, each with its line and reason, and takes the others", async () => {
    const report = await run([record(1), record(2, { level: 12 }), record(3, { id: "" }), record(1), record(4)]);
    expect(report).toMatchObject({ read: 5, created: 2, refused: 3 });
    expect(report.errors.map((e) => [e.line, e.sourceId])).toEqual([
      [2, "r-2"],
      [3, ""],
      [4, "r-1"],
    ]);
    expect(report.errors[0]?.reason).toMatch(/^trl: /);
  });

  test("survives a repeat: the same file again changes nothing", async () => {
    await run(many(600), { publish: true });
    const before = await owned();
    expect(await run(many(600), { publish: true })).toMatchObject({ created: 0, updated: 0, unchanged: 600 });
    expect(await owned()).toEqual(before);
  });

  test("survives a crash between batches: what was written stays, going on makes nothing twice", async () => {
    const dying = async function* () {
      yield* rowsOf(many(700));
      throw new Error("the process is gone");
    };
    let opened = 0;
    const open = () => (++opened === 1 ? rowsOf(many(700)) : dying());
    expect(await codeOf(run([], { open, publish: true }))).toMatch(/the process is gone/);
    expect(await owned()).toHaveLength(500);
    expect(await importsOf()).toMatchObject([{ read: 500, created: 500, state: "importing" }]);
    expect(await run(many(700), { publish: true })).toMatchObject({ created: 200, unchanged: 500, published: 200 });
    expect(new Set((await owned()).map((r) => r.sourceId)).size).toBe(700);
    expect(await owned()).toHaveLength(700);
  });

  test("survives a race: two imports of one file at once make each listing once", async () => {
    const reports = await Promise.all([run(many(550), { publish: true }), run(many(550), { publish: true })]);
    expect(await owned()).toHaveLength(550);
    expect(reports[0].created + reports[1].created).toBe(550);
    expect(reports[0].unchanged + reports[1].unchanged).toBe(550);
  });

  test("a dry run says what would happen and writes nothing", async () => {
    await run([record(1)]);
    const audited = async () => (await db.admin.execute("select count(*)::int as n from audit_events")).rows[0];
    const before = [await owned(), await audited(), (await importsOf()).length];
    const rows = [record(1), record(2), record(3, { text: "" }), record(4, { level: 99 })];
    expect(await run(rows, { dryRun: true, publish: true })).toMatchObject({
      created: 2,
      updated: 1,
      published: 2,
      kept: 1,
      refused: 1,
    });
    expect([await owned(), await audited(), (await importsOf()).length]).toEqual(before);
  });

  test("refuses to publish for an organisation that is not verified; its drafts are welcome", async () => {
    const fresh = await aMember(db, "university", ["owner"], { verification: "draft" });
    expect(await codeOf(run(many(1), { publish: true }, fresh))).toBe("identity/unverified");
    expect(await owned(fresh)).toHaveLength(0);
    expect(await run(many(1), {}, fresh)).toMatchObject({ created: 1 });
  });

  test("publishes sample records only, as records anybody may read", async () => {
    const real = await aMember(db, "university", ["owner"]);
    expect(await codeOf(run(many(1), { publish: true }, real))).toBe("imports/publish-refused");
    expect(await owned(real)).toEqual([]);
    await run(many(1), { publish: true });
    expect(await owned()).toMatchObject([
      { exportClass: "free", secrecy: "not_secret", thirdParty: "none", stateAsset: "not_state", inventors: [] },
    ]);
    expect((await owned())[0]?.refreshedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test("judges an office's sheet as the browser does, and writes nothing over", async () => {
    const office = await aMember(db, "university", ["owner"], { nameZh: "河洛理工大学" });
    const sheet = (over: Readonly<Record<string, string>> = {}) => [
      aRow(1, "河洛理工大学"),
      aRow(2, "河洛理工大学", over),
      aRow(3, "他校"),
      aRow(1, "河洛理工大学"),
    ];
    const bySheet = (rows: readonly SourceRow[]) =>
      run(rows, { map: { sheet: guessMapping(Object.keys(rows[0] ?? {})) } }, office);
    const first = await bySheet(sheet());
    expect(first).toMatchObject({ read: 4, created: 2, refused: 2 });
    expect(first.errors.map((e) => e.reason)).toEqual([
      "not_our_applicant (applicant: import-not-ours)",
      "the same id stands twice in the file",
    ]);
    expect(await bySheet(sheet({ 名称: "改名" }))).toMatchObject({ created: 0, updated: 0, unchanged: 1, refused: 3 });
    expect((await owned(office)).map((l) => l.titleZh)).toEqual(["一种第1号轴承的强化方法", "一种第2号轴承的强化方法"]);
    const [made] = await importsOf(office);
    expect(await undoImport(db.ctx(office), { id: made?.id ?? "" })).toEqual({ removed: 2, kept: 0 });
  });

  test("refuses people who may not edit listings", async () => {
    const org = { id: tto.orgId ?? "", kind: "university" as const };
    expect(await codeOf(run(many(1), {}, await aPerson(db, org, ["inventor"])))).toBe("forbidden");
    expect(await codeOf(run(many(1), {}, await aPerson(db, null, [])))).toBe("forbidden");
  });

  test("never touches another organisation's listings of the same source", async () => {
    const other = await aMember(db, "university", ["owner"], { sample: true });
    await run([record(1, { title: "别家的" })], { publish: true }, other);
    const before = await owned(other);
    expect(await run([record(1)], { publish: true })).toMatchObject({ created: 1, updated: 0 });
    expect(await owned(other)).toEqual(before);
  });

  test("leaves an audit row for each batch on the organisation's chain", async () => {
    await run(many(501));
    const { rows } = await db.admin.execute<{ payload: unknown }>(
      `select payload from audit_events where chain = '${tto.orgId}' and action = 'import.batch' order by seq`,
    );
    expect(rows.map((r) => r.payload)).toEqual([
      { rows: 500, created: 500, updated: 0 },
      { rows: 1, created: 1, updated: 0 },
    ]);
    expect(
      (
        await db.admin
          .select({ n: count() })
          .from(listings)
          .where(eq(listings.orgId, tto.orgId ?? ""))
      )[0]?.n,
    ).toBe(501);
  });
});
