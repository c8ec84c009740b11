import { newId } from "@peony/db";
import { demandQuestions, demands } from "@peony/db/schema";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listClinicTasks } from "./index.ts";
import { aDraft, orgOf, setClock } from "./testing/demands.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, new Date().toISOString());
});
afterAll(() => db.close());

test("the first tasks of the whole are the same however few are asked for, and questions come oldest first", async () => {
  const firm = await aMember(db, "firm", ["manager"]);
  const asker = await aMember(db, "university", ["manager"]);
  const returned = await aDraft(db, firm);
  await db.admin.update(demands).set({ returnReason: "请补写单位" }).where(eq(demands.id, returned.id));
  const numbers: string[] = [];
  for (const day of [3, 1, 2]) {
    const { id, number } = await aDraft(db, firm);
    numbers[day] = number;
    await db.admin.update(demands).set({ state: "published", publishedAt: new Date() }).where(eq(demands.id, id));
    const asked = { id: newId("demandQuestion"), demandId: id, askedBy: asker.userId, askOrgId: orgOf(asker) };
    const createdAt = new Date(Date.UTC(2026, 0, day));
    await db.admin.insert(demandQuestions).values({ ...asked, text: "转速多少？请写明", named: true, createdAt });
  }
  const all = await listClinicTasks(db.ctx(firm));
  expect(all.map((t) => [t.task, t.number])).toEqual([
    ["revise", returned.number],
    ...numbers.slice(1).map((n) => ["reply", n]),
  ]);
  for (const most of [1, 2, 3])
    expect((await listClinicTasks(db.ctx(firm), most)).slice(0, most)).toEqual(all.slice(0, most));
});
