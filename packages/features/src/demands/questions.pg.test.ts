import { inTransaction, newId, sqlState } from "@peony/db";
import { demandQuestions, notifications } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { askQuestionInput } from "@peony/domain/demands";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, type SQL, sql } from "drizzle-orm";
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

describe("a question under the web's role", () => {
  /** The database's refusal of a statement of this person, or done. */
  const run = (who: PersonActor, statement: SQL) =>
    inTransaction(db.ctx(who), (t) => t.tx.execute(statement)).then(
      () => "done",
      (e: unknown) => sqlState(e),
    );
  test("is asked without an answer, an earlier one and a reason for setting it aside", async () => {
    const { id } = await published("open");
    const asked = (column: SQL, value: SQL) =>
      run(
        asker,
        sql`insert into demand_questions (id, demand_id, asked_by, ask_org_id, named, text, created_at, ${column})
          values (${newId("demandQuestion")}, ${id}, ${asker.userId}, ${asker.orgId}, true, '能否外送？', now(), ${value})`,
      );
    expect([
      await asked(sql`answer`, sql`'可以'`),
      await asked(sql`answered_by`, sql`${shy.userId}`),
      await asked(sql`earlier`, sql`'[{"answer":"可以","answeredAt":"2026-11-25T00:00:00.000Z"}]'`),
      await asked(sql`aside_at`, sql`now()`),
      await asked(sql`aside_by`, sql`${shy.userId}`),
      await asked(sql`aside_reason`, sql`'不便'`),
      await asked(sql`answer`, sql`''`),
    ]).toEqual([..."......"].map(() => "23001").concat("done"));
  });
  test("stays its asker's word, and what was answered before stays with it", async () => {
    const { id } = await published("open");
    const question = await ask(id);
    const set = (what: SQL) => run(shy, sql`update demand_questions set ${what} where id = ${question}`);
    const forged = [
      sql`text = '别的'`,
      sql`asked_by = ${shy.userId}`,
      sql`ask_org_id = ${shy.orgId}`,
      sql`named = true`,
    ];
    for (const what of [...forged, sql`created_at = now()`]) expect(await set(what)).toBe("23001");
    expect(await set(sql`answer = '可以', answered_at = now(), answered_by = ${asker.userId}`)).toBe("23001");
    await answerQuestion(db.ctx(shy), { questionId: question, answer: "可以，运费由我方承担。" });
    expect(await set(sql`answer = '不可以', answered_at = now()`)).toBe("23001");
    expect(await set(sql`answer = '', answered_at = null, answered_by = null`)).toBe("23001");
    expect(await set(sql`earlier = '[{"answer":"不","answeredAt":"2026-11-25T00:00:00.000Z"}]'`)).toBe("23001");
    await answerQuestion(db.ctx(shy), { questionId: question, answer: "可以，运费各半。" });
    await answerQuestion(db.ctx(shy), { questionId: question, answer: "可以，运费由贵方承担。" });
    const [row] = await db.admin.select().from(demandQuestions).where(eq(demandQuestions.id, question));
    expect(row?.earlier.map((e) => e.answer)).toEqual(["可以，运费由我方承担。", "可以，运费各半。"]);
  });
});
