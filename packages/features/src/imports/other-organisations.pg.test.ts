import { auditEvents, organisations } from "@peony/db/schema";
import { aMember, anOrganisation, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readImportRows, teachImport } from "./index.ts";
import { anOffice, row, us } from "./testing/office.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  await anOrganisation(db, "firm", {
    nameZh: "洛阳轴承（集团）有限公司",
    nameEn: "Luoyang Bearing Co., Ltd.",
    shortZh: "洛轴",
  });
  await anOrganisation(db, "university", { nameZh: "尚未认证的学院", nameEn: "", verification: "submitted" });
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"], { nameZh: us });
});
afterAll(() => db.close());

const { check, results } = anOffice(
  () => db,
  () => tto,
);
const claimOf = async (id: Id<"import">) => (await readImportRows(db.ctx(tto), { id })).rows[0]?.claim;
const teach = (id: Id<"import">, reason?: string, line = 2) =>
  codeOf(teachImport(db.ctx(tto), { kind: "applicant", id, line, ...(reason === undefined ? {} : { reason }) }));

describe("an applicant that is another organisation here", () => {
  test.each(["洛阳轴承(集团)有限公司", "LUOYANG BEARING CO., LTD.", "洛轴", "1. 洛轴", "洛轴（CN）"])(
    "%s is named on the page and never taken for the own one, whatever the reason",
    async (applicant) => {
      const id = await check([row(1, { 申请人: applicant })]);
      expect(await claimOf(id)).toEqual({
        others: [{ name: "洛阳轴承（集团）有限公司", verified: true }],
        taken: true,
      });
      expect(await teach(id)).toBe("imports/other-organisation");
      expect(await teach(id, "合并过")).toBe("imports/other-organisation");
      expect(await results(id)).toEqual(["not_our_applicant"]);
    },
  );

  test("is taken without a verification only with a reason, which is kept", async () => {
    const id = await check([row(1, { 申请人: "尚未认证的学院" })]);
    expect(await claimOf(id)).toEqual({ others: [{ name: "尚未认证的学院", verified: false }], taken: false });
    expect(await teach(id)).toBe("invalid");
    expect(await results(id)).toEqual(["not_our_applicant"]);
    expect(await teach(id, "2019 年并入本校")).toBe("done");
    expect(await results(id)).toEqual(["ok"]);
    const [entry] = await db.admin
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.object, id), eq(auditEvents.action, "import.teach")));
    expect(entry?.payload).toMatchObject({ word: "尚未认证的学院", reason: "2019 年并入本校" });
  });

  test("is warned of beside a name that nobody bears, and needs no word where the row names the own one too", async () => {
    const id = await check([row(1, { 申请人: "河洛理工旧名；洛轴" }), row(2, { 申请人: `${us}；洛轴` })]);
    expect(await results(id)).toEqual(["not_our_applicant", "ok"]);
    expect(await claimOf(id)).toMatchObject({ taken: false, others: [{ verified: true }] });
    expect(await teach(id)).toBe("invalid");
    expect(await teach(id, "旧名")).toBe("done");
    expect(await results(id)).toEqual(["ok", "ok"]);
  });

  test("is not stolen by what was said before it was verified", async () => {
    const name = "后来认证的大学";
    const strange = { 申请人: name };
    expect(await teach(await check([row(1, strange)]))).toBe("done");
    expect(await results(await check([row(2, strange)]))).toEqual(["ok"]);
    const other = await anOrganisation(db, "university", { nameZh: name, verification: "submitted" });
    expect(await results(await check([row(3, strange)]))).toEqual(["ok"]);
    await db.admin.update(organisations).set({ verification: "verified" }).where(eq(organisations.id, other));
    expect(await results(await check([row(4, strange)]))).toEqual(["not_our_applicant"]);
  });

  test("is one click away where no organisation is called so", async () => {
    const id = await check([row(1, { 申请人: "河洛理工（原洛阳工学院）" })]);
    expect(await claimOf(id)).toEqual({ others: [], taken: false });
    expect(await teach(id)).toBe("done");
  });

  test("is no other one where the own organisation bears the same name", async () => {
    await anOrganisation(db, "university", { nameZh: us });
    expect(await results(await check([row(1)]))).toEqual(["ok"]);
  });
});
