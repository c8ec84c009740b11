import { demands, organisations } from "@peony/db/schema";
import { codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { giveFeedback, screenProposal } from "./index.ts";
import { aCourse, aField } from "./testing/course.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const naming = "砺珩的工程师逐项看过，试验依据还不充分，谢谢参与。";
const plain = "我方工程师逐项看过，试验依据还不充分，谢谢参与。";

test("no answer of a hidden demander to those who lose says whose challenge it was", async () => {
  const field = await aField(db);
  const named = { nameZh: "洛阳砺珩轴承科技有限公司", nameEn: "Luoyang Liheng Bearing Technology Co., Ltd." };
  await db.admin
    .update(organisations)
    .set(named)
    .where(eq(organisations.id, field.firm.orgId ?? ""));
  const course = await aCourse(db, field);
  await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, course.id));
  await course.step("screen");
  const [first, second] = course.ids as [Id<"proposal">, Id<"proposal">, string];
  const screen = (proposalId: Id<"proposal">, words: string) =>
    codeOf(screenProposal(db.ctx(field.firm), { proposalId, pass: false, reason: "team", words }));
  expect([await screen(first, naming), await screen(first, plain)]).toEqual(["invalid", "done"]);
  expect(await screen(second, plain)).toBe("done");
  const answer = (words: string) =>
    codeOf(giveFeedback(db.ctx(field.firm), { proposalId: first, reason: "team", words }));
  expect([await answer(naming), await answer(plain)]).toEqual(["invalid", "done"]);
});
