import { newId } from "@peony/db";
import { demands, notifications, proposals } from "@peony/db/schema";
import { aMember, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { askQuestionInput } from "@peony/domain/demands";
import type { PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  adjustDemand,
  answerQuestion,
  askQuestion,
  closeDueDemands,
  tellOfDemand,
  tellOfWindow,
} from "../demands/index.ts";
import { aDraft, orgOf, setClock, versionOf } from "../demands/testing/demands.ts";
import { tellProposersOfAnswer, tellProposersOfWindow } from "./index.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
  await setClock(db, new Date().toISOString());
});
afterAll(() => db.close());

/** Hands every event about windows and questions to its listeners, twice: what is told once stays told once. */
const deliver = async () => {
  const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
  for (const e of [...(await emitted(db)), ...(await emitted(db))]) {
    if (e.type === "demand.window")
      for (const tell of [tellOfWindow, tellProposersOfWindow]) await tell(worker, e.payload.demandId);
    if (e.type !== "demand.question") continue;
    await tellOfDemand(worker, e.payload);
    await tellProposersOfAnswer(worker, e.payload.questionId);
  }
};
const told = async (actor: PersonActor) =>
  (await db.admin.select().from(notifications).where(eq(notifications.userId, actor.userId))).map((n) => n.kind).sort();

test("who proposes hears of more time, of a changed answer and of the end, and once where they asked as well", async () => {
  const firm = await aMember(db, "firm", ["manager"]);
  const [asker, proposer, drafter] = await Promise.all(
    Array.from({ length: 3 }, () => aMember(db, "university", ["manager"])),
  );
  if (!asker || !proposer || !drafter) throw new Error("no members");
  const { id } = await aDraft(db, firm, { kind: "challenge", deadline: "2031-05-20" });
  await db.admin
    .update(demands)
    .set({ state: "published", publishedAt: new Date(), closesOn: "2031-05-20", feedbackDue: "2031-07-19" })
    .where(eq(demands.id, id));
  const now = new Date();
  for (const [actor, state] of [
    [asker, "submitted"],
    [proposer, "submitted"],
    [drafter, "draft"],
  ] as const)
    await db.admin.insert(proposals).values({
      id: newId("proposal"),
      demandId: id,
      orgId: orgOf(actor),
      ...{ state, createdBy: actor.userId, createdAt: now, updatedAt: now },
    });
  const question = newId("demandQuestion");
  await askQuestion(db.ctx(asker), askQuestionInput.parse({ id: question, demandId: id, text: "转速多少？请写明" }));
  await answerQuestion(db.ctx(firm), { questionId: question, answer: "三千转。" });
  await deliver();
  expect(await told(proposer)).toEqual([]);
  await answerQuestion(db.ctx(firm), { questionId: question, answer: "四千转。" });
  const later = { deadline: "2031-06-20", feedbackDue: null, visibility: "open" as const };
  await adjustDemand(db.ctx(firm), { ...(await versionOf(db, id)), ...later });
  await deliver();
  expect(await told(asker)).toEqual(["demand-answer", "demand-answer-changed", "demand-extended"]);
  expect(await told(proposer)).toEqual(["demand-answers-changed", "demand-extended"]);
  expect(await told(drafter)).toEqual(["demand-answers-changed", "demand-extended"]);
  await setClock(db, "2031-06-20T16:00:01.000Z");
  await closeDueDemands(db.ctx({ kind: "system", name: "schedule" }, db.worker));
  await deliver();
  for (const actor of [asker, proposer]) expect(await told(actor)).toContain("proposal-window-over");
  expect(await told(drafter)).not.toContain("proposal-window-over");
});
