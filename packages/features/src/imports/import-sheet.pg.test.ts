import { listings } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { type SheetBatch, SheetFault } from "@peony/domain/imports";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  fixImportRow,
  listImports,
  mapImport,
  readImport,
  readImportRows,
  receiveSheet,
  startImport,
  stopImport,
  teachImport,
  undoImport,
  workImport,
} from "./index.ts";
import { anOffice, many, row, us } from "./testing/office.ts";
import { aNumber, batchesOf } from "./testing/sheets.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { nameZh: us });
});
afterAll(() => db.close());

const { receive, check, run, results, drafts } = anOffice(
  () => db,
  () => tto,
);

describe("a sheet", () => {
  test("is read, its columns guessed, and shown before anything is judged", async () => {
    const id = await receive(many(7));
    const page = await readImport(db.ctx(tto), id);
    expect(page).toMatchObject({
      state: "uploaded",
      total: 7,
      mapping: { title_zh: "名称", number: "专利号" },
      unused: [],
    });
    expect(page.preview).toHaveLength(5);
    expect(page.preview[0]?.values.title_zh).toBe("一种第1号轴承的强化方法");
    expect(await db.admin.$count(listings, eq(listings.importId, id))).toBe(0);
  });

  test("that breaks off keeps no row and says why; the same form may send another", async () => {
    const ctx = db.ctx(tto);
    const id = ctx.newId("import");
    async function* cut(): AsyncGenerator<SheetBatch> {
      yield* batchesOf(many(3));
      throw new SheetFault("cut", "ends in the middle");
    }
    const sheet = { id, fileName: "a.csv", fileSha256: "b".repeat(64), open: cut };
    expect(await codeOf(receiveSheet(ctx, sheet))).toBe("imports/cut");
    expect(await readImport(ctx, id)).toMatchObject({ state: "failed", fault: "imports/cut", preview: [] });
    expect((await listImports(ctx)).map((i) => i.state)).toEqual(["failed"]);
    const other = db.ctx(await aMember(db, "university", ["owner"]));
    expect(await codeOf(undoImport(other, { id }))).toBe("not-found");
    const again = await receiveSheet(ctx, { ...sheet, fileSha256: "c".repeat(64), open: () => batchesOf(many(3)) });
    expect(again.id).not.toBe(id);
    expect(await readImport(ctx, again.id)).toMatchObject({ state: "uploaded", total: 3 });
    await undoImport(ctx, { id });
    expect((await listImports(ctx)).map((i) => i.id)).toEqual([again.id]);
  });

  test("sent twice is one import", async () => {
    const ctx = db.ctx(tto);
    const sheet = { id: ctx.newId("import"), fileName: "a.csv", fileSha256: "d".repeat(64) };
    const send = () => receiveSheet(ctx, { ...sheet, open: () => batchesOf(many(150)) });
    expect(new Set((await Promise.all([send(), send()])).map((r) => r.id))).toEqual(new Set([sheet.id]));
    await send();
    expect(await readImport(ctx, sheet.id)).toMatchObject({ total: 150 });
  });

  test("is nobody else's", async () => {
    const id = await check(many(2));
    const stranger = db.ctx(await aMember(db, "university", ["owner"]));
    const inventor = db.ctx({ ...tto, roles: ["inventor"] });
    for (const act of [
      () => readImport(stranger, id),
      () => readImportRows(stranger, { id }),
      () => mapImport(stranger, { id, mapping: { title_zh: "名称" } }),
      () => startImport(stranger, { id }),
      () => undoImport(stranger, { id }),
      () => fixImportRow(stranger, { id, line: 2, values: { title_zh: "x" } }),
    ])
      expect(await codeOf(act())).toBe("not-found");
    expect(await codeOf(readImport(inventor, id))).toBe("forbidden");
    expect(await listImports(stranger)).toEqual([]);
  });
});

describe("the check", () => {
  test("says of every row what it is, and makes nothing", async () => {
    await aListing(db, tto.orgId ?? "", { number: `CN${aNumber(20).replace(/\D/g, "")}` });
    const id = await check([
      row(1),
      row(1, { 名称: "又一次" }),
      row(20),
      row(3, { 专利号: aNumber(3).replace(/.$/, (d) => (d === "7" ? "8" : "7")) }),
      row(4, { 申请人: "洛阳轴承有限公司" }),
      row(5, { 法律状态: "年审有效" }),
      row(6, { 申请日: "去年" }),
      row(7),
    ]);
    expect(await results(id)).toEqual([
      "ok",
      "duplicate",
      "duplicate",
      "malformed_number",
      "not_our_applicant",
      "unknown_status",
      "field_error",
      "ok",
    ]);
    const { rows } = await readImportRows(db.ctx(tto), { id, results: ["duplicate"] });
    expect(rows[0]).toMatchObject({ line: 3, twinLine: 2 });
    expect(await drafts(id)).toEqual([]);
  });

  test("links to the listing the organisation has already, not to one of somebody else", async () => {
    const other = await aMember(db, "university", ["owner"]);
    const number = `CN${aNumber(30).replace(/\D/g, "")}`;
    await aListing(db, other.orgId ?? "", { number });
    const first = await check([row(30)]);
    expect(await results(first)).toEqual(["ok"]);
    const own = await aListing(db, tto.orgId ?? "", { number });
    const { rows } = await readImportRows(db.ctx(tto), { id: await check([row(30)]) });
    expect(rows[0]).toMatchObject({ result: "duplicate", twinId: own });
    // what appeared since the check is found when the row is written
    await run(first);
    expect(await results(first)).toEqual(["duplicate"]);
    expect(await drafts(first)).toEqual([]);
  });

  test("remembers the mapping of these columns for the next sheet of the organisation only", async () => {
    const sheet = [{ A: "一种轴承", B: "张伟" }];
    const id = await receive(sheet);
    expect((await readImport(db.ctx(tto), id)).mapping).toEqual({});
    expect(await codeOf(mapImport(db.ctx(tto), { id, mapping: { inventors: "B" } }))).toBe("imports/no-title");
    expect(await codeOf(mapImport(db.ctx(tto), { id, mapping: { title_zh: "C" } }))).toBe("invalid");
    await mapImport(db.ctx(tto), { id, mapping: { title_zh: "A", inventors: "B", ipc: "" } });
    const next = await receive([{ B: "王芳", A: "另一种" }]);
    expect((await readImport(db.ctx(tto), next)).mapping).toEqual({ title_zh: "A", inventors: "B" });
    const other = await aMember(db, "university", ["owner"]);
    expect((await readImport(db.ctx(other), await receive(sheet, other))).mapping).toEqual({});
  });

  test("may be done again under another mapping, and keeps what was typed", async () => {
    const id = await check([row(1, { 名称: "" })]);
    await fixImportRow(db.ctx(tto), { id, line: 2, values: { title_zh: "补上的名称" } });
    await mapImport(db.ctx(tto), { id, mapping: { title_zh: "名称" } });
    await workImport(db.ctx(tto), id);
    const { rows } = await readImportRows(db.ctx(tto), { id });
    expect(rows[0]).toMatchObject({ result: "ok", values: { title_zh: "补上的名称" }, fixed: ["title_zh"] });
  });
});

describe("a fix", () => {
  test("is judged at once, also for the row it was a twin of", async () => {
    const id = await check([row(1), row(1)]);
    const ctx = db.ctx(tto);
    expect(await results(id)).toEqual(["ok", "duplicate"]);
    expect(await fixImportRow(ctx, { id, line: 2, values: { number: aNumber(2) } })).toEqual({ result: "ok" });
    expect(await results(id)).toEqual(["ok", "ok"]);
    expect(await fixImportRow(ctx, { id, line: 3, values: { number: "1" } })).toEqual({ result: "malformed_number" });
    expect(await fixImportRow(ctx, { id, line: 3, values: { number: aNumber(1) } })).toEqual({ result: "ok" });
    const { rows } = await readImportRows(ctx, { id });
    expect(rows.map((r) => r.fixed)).toEqual([["number"], []]);
  });

  test("said once counts for all rows like it, and for the next sheet", async () => {
    const strange = { 申请人: "河洛理工（原洛阳工学院）", 法律状态: "年审有效" };
    const id = await check([row(1, strange), row(2, strange), row(3, { 申请人: "别的学校" })]);
    const ctx = db.ctx(tto);
    expect(await teachImport(ctx, { kind: "applicant", id, line: 2 })).toEqual({ rows: 3 });
    expect(await results(id)).toEqual(["unknown_status", "unknown_status", "not_our_applicant"]);
    expect(await teachImport(ctx, { kind: "status", id, line: 2, status: "granted" })).toEqual({ rows: 2 });
    expect(await results(id)).toEqual(["ok", "ok", "not_our_applicant"]);
    expect(await results(await check([row(9, strange)]))).toEqual(["ok"]);
    const other = await aMember(db, "university", ["owner"], { nameZh: "别的学校" });
    const theirs = await check([row(9, strange)], other);
    expect((await readImport(db.ctx(other), theirs)).counts).toMatchObject({ not_our_applicant: 1 });
  });

  test("is refused in a row that is a draft, and while rows are judged or written", async () => {
    const id = await check(many(1));
    const ctx = db.ctx(tto);
    const fix = () => codeOf(fixImportRow(ctx, { id, line: 2, values: { title_zh: "x" } }));
    await startImport(ctx, { id });
    expect(await fix()).toBe("imports/transition");
    await workImport(ctx, id);
    expect(await fix()).toBe("imports/transition");
    expect(await codeOf(fixImportRow(ctx, { id, line: 99, values: {} }))).toBe("not-found");
  });
});

describe("an import", () => {
  test("makes drafts of the good rows and of no other, with what the sheet says", async () => {
    const id = await check([...many(3), row(4, { 申请人: "他校" })]);
    await run(id);
    const made = await drafts(id);
    expect(made).toHaveLength(3);
    expect(made[0]).toMatchObject({
      orgId: tto.orgId,
      state: "draft",
      titleZh: "一种第1号轴承的强化方法",
      number: `CN${aNumber(1).replace(/\D/g, "")}`,
      legalStatus: "granted",
      filingDate: "2023-01-05",
      ipc: ["F16C 33/64"],
      field: "bearing",
      inventors: [
        { name: { zh: "张伟", en: "" }, sharePct: 0, orcid: null },
        { name: { zh: "王芳", en: "" }, sharePct: 0, orcid: null },
      ],
      importId: id,
      createdBy: tto.userId,
      version: 1,
      publishedAt: null,
    });
    expect(made[0]?.searchText).toContain("轴承");
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "done", created: 3, wanted: 3 });
  });

  test("goes on with rows that were mended after its end", async () => {
    const id = await check([row(1), row(2, { 申请日: "?" })]);
    await run(id);
    await fixImportRow(db.ctx(tto), { id, line: 3, values: { filing_date: "2023/2/1" } });
    await run(id);
    expect(await drafts(id)).toHaveLength(2);
    expect(await readImport(db.ctx(tto), id)).toMatchObject({ state: "done", created: 2 });
    expect(await codeOf(startImport(db.ctx(tto), { id }))).toBe("imports/nothing-good");
  });

  test("stops between batches and goes on without a row twice", async () => {
    const id = await check(many(1200));
    const ctx = db.ctx(tto);
    await startImport(ctx, { id });
    expect(await workImport(ctx, id, { forMs: 0 })).toBe(false);
    await stopImport(ctx, { id });
    await workImport(ctx, id);
    expect(await readImport(ctx, id)).toMatchObject({ state: "stopped", created: 500, rate: null });
    await startImport(ctx, { id });
    const running = await readImport(ctx, id);
    expect(running).toMatchObject({ state: "importing", created: 500, wanted: 1200 });
    await workImport(ctx, id);
    expect(await readImport(ctx, id)).toMatchObject({ state: "done", created: 1200 });
    expect(new Set((await drafts(id)).map((l) => l.number)).size).toBe(1200);
  });

  test("of the same sheet twice at once makes every number once", async () => {
    const [a, b] = [await check(many(40)), await check(many(40))];
    await Promise.all([run(a), run(b)]);
    const numbers = [...(await drafts(a)), ...(await drafts(b))].map((l) => l.number);
    expect(numbers).toHaveLength(40);
    expect(new Set(numbers).size).toBe(40);
  });
});
