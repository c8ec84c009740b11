import { newId } from "@peony/db";
import { demands, disclosures } from "@peony/db/schema";
import { aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import { createDemandInput, saveDemandInput } from "@peony/domain/demands";
import { createDisclosureInput, saveDisclosureInput } from "@peony/domain/disclosures";
import { createDemand, saveDemand } from "@peony/features/demands";
import { createDisclosure, readResult, saveDisclosure } from "@peony/features/disclosures";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disclosureFormValues } from "#features/disclosures/form-values.ts";
import { wholeRows } from "./half-rows.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("a draft that saves itself while it is typed", () => {
  test("may lack most of it, keeps what is whole, and is refused against an old version by the name of the field", async () => {
    const ctx = db.ctx(await aMember(db, "firm", ["member"]));
    const id = newId("demand");
    await createDemand(ctx, createDemandInput.parse({ id, title: { zh: "漂移" }, field: "bearing" }));
    const typed = (background: string, version: number) => {
      const targets = [
        { name: { zh: "漂移", en: "" }, target: "8", direction: "at_most", unit: { zh: "微米", en: "" } },
        { name: { zh: "噪声", en: "" }, direction: "at_most", unit: { zh: "", en: "" } },
      ];
      const form = { id, version, title: { zh: "漂移" }, field: "bearing", background: { zh: background }, targets };
      return wholeRows((f) => f, saveDemandInput).parse(form);
    };
    const first = typed("四小时漂移", 1);
    expect([first.left, await saveDemand(ctx, first.input)]).toEqual([true, { version: 2 }]);
    const [row] = await db.admin.select().from(demands).where(eq(demands.id, id));
    expect([row?.background.zh, row?.targets.map((t) => t.name.zh), row?.budgetMax]).toEqual([
      "四小时漂移",
      ["漂移"],
      null,
    ]);
    await expect(saveDemand(ctx, typed("别人的", 1).input)).rejects.toMatchObject({
      code: "stale",
      data: { changed: ["background", "targets"] },
    });
  });

  test("is its author's alone, also with an inventor half named", async () => {
    const officer = await aMember(db, "university", ["member"]);
    const unit = { id: officer.orgId ?? "", kind: "university" as const };
    const [author, named] = [await aPerson(db, unit, ["inventor"]), await aPerson(db, unit, ["inventor"])];
    const id = newId("disclosure");
    await createDisclosure(db.ctx(author), createDisclosureInput.parse({ id }));
    const form = {
      ...{ id, version: 1, novelty: "砂条自锐" },
      inventors: [
        { name: { zh: "甘怀远", en: "" }, email: `${named.userId}@test.peony.test` },
        { name: { zh: "", en: "" }, email: "b@c.test" },
      ],
    };
    const { input, left } = wholeRows(disclosureFormValues, saveDisclosureInput).parse(form);
    expect([left, await saveDisclosure(db.ctx(author), input)]).toEqual([true, { version: 2 }]);
    const [row] = await db.admin.select().from(disclosures).where(eq(disclosures.id, id));
    expect([row?.state, row?.title, row?.novelty]).toEqual(["draft", "", "砂条自锐"]);
    for (const other of [officer, named])
      await expect(readResult(db.ctx(other), id)).rejects.toMatchObject({ code: "not-found" });
  });
});
