import { inTransaction, newId } from "@peony/db";
import { demandQuestions, notifications } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { askQuestionInput } from "@peony/domain/demands";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerQuestion, askQuestion, listQuestions, publishDemand, setQuestionAside, tellOfDemand } from "./index.ts";
import { aDraft } from "./testing/demands.ts";

let db: TestDb;
let shy: PersonActor;
let asker: PersonActor;
let other: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  shy = await aMember(db, "firm", ["manager"], { nameZh: "洛阳隐名重工有限公司", nameEn: "Veiled Heavy" });
  asker = await aMember(db, "university", ["manager"]);
  other = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const published = async (visibility: "open" | "hidden_name") => {
  const made = await aDraft(db, shy, { visibility });
  await publishDemand(db.ctx(shy), { id: made.id, version: 1 });
  return made;
};
const ask = async (demandId: Id<"demand">, text = "样件能否外送检测？") => {
  const question = askQuestionInput.parse({ id: newId("demandQuestion"), demandId, text });
  await askQuestion(db.ctx(asker), question);
  return question.id;
};
const seen = async (actor: Actor, number: string) => (await listQuestions(db.ctx(actor), number)).rows.map((q) => q.id);
/** What the database shows of a demand's questions, whatever a query asks. */
const stored = (actor: Actor, id: Id<"demand">) =>
  inTransaction(db.ctx(actor), (t) => t.tx.$count(demandQuestions, eq(demandQuestions.demandId, id)));
const tellAll = async (id: Id<"demandQuestion">) => {
  for (const e of await emitted(db))
    if (e.type === "demand.question" && e.payload.questionId === id)
      await tellOfDemand(db.ctx({ kind: "system", name: "notices" }, db.worker), e.payload);
};
const noticesOf = async (actor: PersonActor, number: string) =>
  (await db.admin.select().from(notifications).where(eq(notifications.userId, actor.userId)))
    .filter((n) => n.args.number === number)
    .map((n) => n.kind);

describe("a question to a demand that hides whose it is", () => {
  test("is public with its answer only; until then its asker and the demand's people see it", async () => {
    const { id, number } = await published("hidden_name");
    const question = await ask(id);
    for (const actor of [visitor, other]) {
      expect(await seen(actor, number)).toEqual([]);
      expect(await stored(actor, id)).toBe(0);
    }
    for (const actor of [asker, shy]) expect(await seen(actor, number)).toEqual([question]);
    await answerQuestion(db.ctx(shy), { questionId: question, answer: "可以，运费由我方承担。" });
    for (const actor of [visitor, other, asker]) expect(await seen(actor, number)).toEqual([question]);
  });
  test("is taken whatever it guesses, so that no refusal says the guess was right; only its owner learns that it names it", async () => {
    const { id, number } = await published("hidden_name");
    const [right, wrong] = [await ask(id, "是洛阳隐名重工的主轴承吗？"), await ask(id, "是大连别家重工的主轴承吗？")];
    expect(await seen(asker, number)).toEqual([right, wrong]);
    await expect(answerQuestion(db.ctx(shy), { questionId: right, answer: "不便回答。" })).rejects.toMatchObject({
      data: { fields: { answer: { code: "question-names-owner" } } },
    });
    for (const questionId of [right, wrong])
      await setQuestionAside(db.ctx(shy), { questionId, reason: "与技术无关。" });
    expect((await listQuestions(db.ctx(asker), number)).rows.map((q) => q.asideReason)).toEqual([
      "与技术无关。",
      "与技术无关。",
    ]);
    expect(await seen(other, number)).toEqual([]);
  });
});

describe("setQuestionAside", () => {
  test("hides a question of an open demand from everybody but its asker, who is told why, once", async () => {
    const { id, number } = await published("open");
    const question = await ask(id);
    expect(await seen(visitor, number)).toEqual([question]);
    const aside = { questionId: question, reason: "请勿询问报价。" };
    expect(await codeOf(setQuestionAside(db.ctx(other), aside))).toBe("not-found");
    expect(await codeOf(setQuestionAside(db.ctx(asker), aside))).toBe("not-found");
    await Promise.all([setQuestionAside(db.ctx(shy), aside), setQuestionAside(db.ctx(shy), aside)]);
    expect(await seen(visitor, number)).toEqual([]);
    expect(await stored(other, id)).toBe(0);
    expect((await listQuestions(db.ctx(asker), number)).rows[0]?.asideReason).toBe("请勿询问报价。");
    await tellAll(question);
    await tellAll(question);
    expect(await noticesOf(asker, number)).toEqual(["demand-question-aside"]);
    // taken up again by an answer
    await answerQuestion(db.ctx(shy), { questionId: question, answer: "报价请见预算。" });
    expect(await seen(visitor, number)).toEqual([question]);
    expect(await codeOf(setQuestionAside(db.ctx(shy), aside))).toBe("demands/question");
  });
});

describe("a public answer", () => {
  test("that is changed keeps what was answered before, and its asker is told of each change", async () => {
    const { id, number } = await published("open");
    const question = await ask(id);
    for (const answer of ["每分钟三千转。", "每分钟四千转。", "每分钟四千转。", "每分钟五千转。"]) {
      await answerQuestion(db.ctx(shy), { questionId: question, answer });
      await tellAll(question);
    }
    const [shown] = (await listQuestions(db.ctx(visitor), number)).rows;
    expect(shown?.answer).toBe("每分钟五千转。");
    expect(shown?.earlier.map((e) => e.answer)).toEqual(["每分钟三千转。", "每分钟四千转。"]);
    expect((await noticesOf(asker, number)).sort()).toEqual([
      "demand-answer",
      "demand-answer-changed",
      "demand-answer-changed",
    ]);
  });
});
