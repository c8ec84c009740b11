import { rounds, seed } from "@peony/config/settings";
import { listings } from "@peony/db/schema";
import { aListing, aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fixImportRow, importListings, readImportRows, startImport, teachImport } from "./index.ts";
import { anOffice, row, us } from "./testing/office.ts";
import type { Cells } from "./testing/sheets.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { nameZh: us });
});
afterAll(() => db.close());

const { check, run, results } = anOffice(
  () => db,
  () => tto,
);

/** A software, know-how or data set: nothing but its name tells it from others. */
const aSoftware = (name: string, over: Cells = {}): Cells => ({
  ...{ 类型: "软件", 名称: name, 申请人: us, 项目编号: "", 登记号: "", ...over },
});
const owned = () => db.admin.$count(listings, eq(listings.orgId, tto.orgId ?? ""));

/** The same name as another program writes it. */
const rewritten = (name: string): string =>
  name.replace(/[a-z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).replaceAll("、", " ，");

describe("rows without a number", () => {
  test("are the same by kind, title and project, within the sheet and against what is there", async () => {
    await aListing(db, tto.orgId ?? "", { assetKind: "software", titleZh: "轴承寿命预测软件 V1.0", number: null });
    const other = await aMember(db, "university", ["manager"]);
    await aListing(db, other.orgId ?? "", { assetKind: "software", titleZh: "别人的软件", number: null });
    const id = await check([
      aSoftware("轴承寿命预测软件V1.0"),
      aSoftware("滚道测量"),
      aSoftware("滚道测量"),
      aSoftware("滚道测量", { 项目编号: "2023YFB990001" }),
      aSoftware("滚道测量", { 类型: "技术秘密" }),
      aSoftware("别人的软件"),
      aSoftware("滚道测量", { 登记号: "2020SR9900001" }),
      aSoftware("滚道 测量（二）", { 登记号: "2020SR9900001" }),
      aSoftware("C# 工具"),
      aSoftware("C++ 工具"),
    ]);
    const no = "duplicate";
    expect(await results(id)).toEqual([no, "ok", no, "ok", "ok", "ok", "ok", no, "ok", "ok"]);
    const { rows } = await readImportRows(db.ctx(tto), { id, results: ["duplicate"] });
    expect(rows.map((r) => [r.line, r.twinLine, r.twinId !== null])).toEqual([
      [2, null, true],
      [4, 3, false],
      [9, 8, false],
    ]);
  });

  test("are another one where an officer says so, as long as they say what they said; a number is never", async () => {
    const ctx = db.ctx(tto);
    const id = await check([aSoftware("滚道测量"), aSoftware("滚道测量")]);
    expect(await fixImportRow(ctx, { id, line: 3, values: {}, another: true })).toEqual({ result: "ok" });
    expect(await fixImportRow(ctx, { id, line: 3, values: { title_zh: "滚道测量 " } })).toEqual({
      result: "duplicate",
    });
    await fixImportRow(ctx, { id, line: 3, values: {}, another: true });
    await run(id);
    expect(await owned()).toBe(2);
    expect(await results(await check([aSoftware("滚道测量")]))).toEqual(["duplicate"]);
  });

  test("twins that appear while rows are written are found", async () => {
    const [first, second] = [await check([aSoftware("同时")]), await check([aSoftware("同时")])];
    await run(first);
    await startImport(db.ctx(tto), { id: second }).catch(() => undefined);
    await run(second).catch(() => undefined);
    expect(await owned()).toBe(1);
  });

  test("of any sheet make nothing twice, however often, in whichever order and form it is sent, by page or terminal", async () => {
    const word = fc.constantFrom("bearing", "滚道", "测量、强化", "Life test");
    const rowOf = fc.record({
      类型: fc.constantFrom("软件", "技术秘密", "数据集"),
      名称: fc.array(word, { minLength: 1, maxLength: 2 }).map((w) => w.join(" ")),
      项目编号: fc.constantFrom("", "P-1"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf, { minLength: 1, maxLength: 8 }), fc.boolean(), async (rows, terminalFirst) => {
        tto = await aMember(db, "university", ["manager"], { nameZh: us });
        const one = rows.map((r) => aSoftware(r.名称, r));
        const two = one
          .map((r) => aSoftware(rewritten(r.名称 ?? ""), { ...r, 名称: rewritten(r.名称 ?? "") }))
          .toReversed();
        const byPage = async (sheet: readonly Cells[]) => run(await check(sheet)).catch(() => undefined);
        const byTerminal = (sheet: readonly Cells[]) =>
          importListings(db.ctx(tto), {
            async *open() {
              for (const [i, cells] of sheet.entries()) yield { line: i + 2, row: cells };
            },
            map: { sheet: { asset_type: "类型", title_zh: "名称", applicant: "申请人", project_no: "项目编号" } },
            ...{ fileName: "a.xlsx", fileSha256: "1".repeat(64), publish: false, dryRun: false },
          });
        await (terminalFirst ? byTerminal : byPage)(one);
        const made = await owned();
        const different = new Set(
          one.map((r) => JSON.stringify([r.类型, (r.名称 ?? "").replace(/[ 、]/g, "").toLowerCase(), r.项目编号])),
        );
        expect(made).toBe(different.size);
        await byPage(two);
        await byTerminal(two);
        await byPage(one);
        expect(await owned()).toBe(made);
      }),
      { numRuns: rounds(6, 60), seed: seed() },
    );
  });
});

describe("a cell that is empty", () => {
  const silent = (n: number) => row(n, { 申请人: "", 法律状态: "" });
  const ctx = () => db.ctx(tto);

  test("is asked for once for the whole column, for this sheet only", async () => {
    const id = await check([silent(1), silent(2), row(3, { 申请人: "他校" })]);
    expect(await results(id)).toEqual(Array(3).fill("not_our_applicant"));
    expect(await teachImport(ctx(), { kind: "applicant", id, line: 2 })).toEqual({ rows: 2 });
    expect(await results(id)).toEqual(["unknown_status", "unknown_status", "not_our_applicant"]);
    expect(await teachImport(ctx(), { kind: "status", id, line: 2, status: "pending" })).toEqual({ rows: 2 });
    expect(await results(id)).toEqual(["ok", "ok", "not_our_applicant"]);
    expect(await results(await check([silent(4)]))).toEqual(["not_our_applicant"]);
  });

  test("is not asked for where the sheet has no such column", async () => {
    const { 申请人: _who, 法律状态: _status, ...bare } = row(1);
    expect(await results(await check([bare]))).toEqual(["ok"]);
  });
});
