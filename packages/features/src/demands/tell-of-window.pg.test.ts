import { newId } from "@peony/db";
import { demands, notifications } from "@peony/db/schema";
import { aMember, createTestDb, emitted, mailsTo, type TestDb } from "@peony/db/testing";
import { askQuestionInput } from "@peony/domain/demands";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  adjustDemand,
  answerQuestion,
  askQuestion,
  closeDueDemands,
  submitDemand,
  tellOfClinic,
  tellOfDemand,
  tellOfWindow,
} from "./index.ts";
import { aDraft, hard, setClock, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let park: PersonActor;
let operator: PersonActor;
let university: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, new Date().toISOString());
  firm = await aMember(db, "firm", ["manager"]);
  park = await aMember(db, "park", ["manager"]);
  operator = await aMember(db, "operator", ["owner"]);
  university = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const worker = () => db.ctx({ kind: "system", name: "notices" }, db.worker);
/** Hands every event about one demand to its listener, twice: what is told once stays told once. */
const deliver = async (id: Id<"demand">) => {
  for (const e of [...(await emitted(db)), ...(await emitted(db))]) {
    if (e.type === "demand.submitted" && e.payload.demandId === id) await tellOfClinic(worker(), id);
    if (e.type === "demand.window" && e.payload.demandId === id) await tellOfWindow(worker(), id);
    if (e.type === "demand.question") await tellOfDemand(worker(), e.payload);
  }
};
const told = async (actor: PersonActor, number: string) => {
  const notices = await db.admin.select().from(notifications).where(eq(notifications.userId, actor.userId));
  const mails = await mailsTo(db, `${actor.userId}@test.peony.test`);
  const kinds = notices.filter((n) => n.args.number === number).map((n) => n.kind);
  expect(
    mails
      .filter((m) => m.args.number === number)
      .map((m) => m.kind)
      .sort(),
  ).toEqual([...kinds].sort());
  return kinds;
};

test("a demand that comes to the clinic is told to the park and the operator, once each time, an easy one to nobody", async () => {
  const made = await aDraft(db, firm, hard);
  await submitDemand(db.ctx(firm), { id: made.id, version: 1 });
  const easy = await aDraft(db, firm);
  await submitDemand(db.ctx(firm), { id: easy.id, version: 1 });
  for (const { id } of [made, easy]) await deliver(id);
  for (const actor of [park, operator]) {
    expect(await told(actor, made.number)).toEqual(["demand-to-clinic"]);
    expect(await told(actor, easy.number)).toEqual([]);
  }
  expect(await told(university, made.number)).toEqual([]);
});

test("more time, a changed answer and the end of the window are told to whom they concern", async () => {
  const { id, number } = await aDraft(db, firm, { kind: "challenge", deadline: "2031-05-20" });
  await db.admin
    .update(demands)
    .set({ state: "published", publishedAt: new Date(), closesOn: "2031-05-20", feedbackDue: "2031-07-19" })
    .where(eq(demands.id, id));
  const question = newId("demandQuestion");
  await askQuestion(
    db.ctx(university),
    askQuestionInput.parse({ id: question, demandId: id, text: "转速多少？请写明" }),
  );
  await answerQuestion(db.ctx(firm), { questionId: question, answer: "三千转。" });
  await answerQuestion(db.ctx(firm), { questionId: question, answer: "四千转。" });
  const later = { deadline: "2031-06-20", feedbackDue: null, visibility: "open" as const };
  await adjustDemand(db.ctx(firm), { ...(await versionOf(db, id)), ...later });
  await deliver(id);
  expect((await told(university, number)).sort()).toEqual(["demand-answer-changed", "demand-extended"]);
  await setClock(db, "2031-06-20T16:00:01.000Z");
  await closeDueDemands(db.ctx({ kind: "system", name: "schedule" }, db.worker));
  await deliver(id);
  expect(await told(firm, number)).toContain("challenge-window-over");
  expect(await told(university, number)).not.toContain("proposal-window-over");
});
