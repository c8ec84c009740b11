import { demands } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDemand, closeDueDemands, publishDemand, saveDemand } from "./index.ts";
import { aDraft, demandRow, setClock, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["manager"]);
});
afterAll(() => db.close());
beforeEach(() => setClock(db, new Date().toISOString()));

const published = async (over: Record<string, unknown> = {}) => {
  const made = await aDraft(db, firm, over);
  await publishDemand(db.ctx(firm), { id: made.id, version: 1 });
  return made;
};

describe("closeDueDemands", () => {
  const worker = () => db.ctx({ kind: "system", name: "schedule" }, db.worker);
  test("takes answers to the last second of the last day in China, then closes, once, whoever asks", async () => {
    const { id } = await published({ deadline: "2031-05-20" });
    await setClock(db, "2031-05-20T15:59:59.000Z");
    await closeDueDemands(worker());
    expect((await demandRow(db, id)).state).toBe("published");
    await setClock(db, "2031-05-20T16:00:01.000Z");
    await Promise.all([closeDueDemands(worker()), closeDueDemands(worker())]);
    expect(await demandRow(db, id)).toMatchObject({ state: "closed", version: 4 });
    expect(await closeDueDemands(worker())).toBe(0);
  });
  test("leaves drafts, what has no day, and what was closed by hand", async () => {
    const { id } = await aDraft(db, firm, { deadline: "2031-05-20" });
    await setClock(db, "2032-01-01T00:00:00Z");
    await closeDueDemands(worker());
    expect((await demandRow(db, id)).state).toBe("draft");
  });
});

describe("what a published challenge promised", () => {
  test("takes answers to its promised end: its owner cannot close it before, only the clock does on that day", async () => {
    const { id } = await aDraft(db, firm, { kind: "challenge", deadline: "2031-05-20" });
    await db.admin
      .update(demands)
      .set({ state: "published", publishedAt: new Date(), closesOn: "2031-05-20", feedbackDue: "2031-07-19" })
      .where(eq(demands.id, id));
    expect(await codeOf(closeDemand(db.ctx(firm), await versionOf(db, id)))).toBe("demands/window-promised");
    await closeDueDemands(db.ctx({ kind: "system", name: "schedule" }, db.worker));
    expect((await demandRow(db, id)).state).toBe("published");
    await setClock(db, "2031-05-20T16:00:01.000Z");
    await closeDueDemands(db.ctx({ kind: "system", name: "schedule" }, db.worker));
    expect((await demandRow(db, id)).state).toBe("closed");
  });
  test("its end is not brought nearer and its feedback not put off; a longer window may bring both later", async () => {
    const { id, input } = await aDraft(db, firm, { kind: "challenge", deadline: "2031-05-20" });
    await db.admin
      .update(demands)
      .set({ state: "published", publishedAt: new Date(), closesOn: "2031-05-20", feedbackDue: "2031-07-19" })
      .where(eq(demands.id, id));
    const save = (over: object) => saveDemand(db.ctx(firm), { ...input, version: 1, ...over });
    await expect(save({ deadline: "2031-05-19" })).rejects.toMatchObject({
      data: { fields: { deadline: { code: "promised-until", args: { day: "2031-05-20" } } } },
    });
    await expect(save({ feedbackDue: "2031-08-01" })).rejects.toMatchObject({
      data: { fields: { feedbackDue: { code: "promised-by", args: { day: "2031-07-19" } } } },
    });
    for (const longer of [{}, { deadline: "2031-06-20" }])
      await expect(save({ ...longer, feedbackDue: "2031-07-01" })).rejects.toMatchObject({
        data: { fields: { feedbackDue: { code: "promised-from", args: { day: "2031-07-19" } } } },
      });
    await expect(save({ kind: "ordinary" })).rejects.toMatchObject({
      data: { fields: { kind: { code: "was-promised" } } },
    });
    await save({ deadline: "2031-06-20", feedbackDue: "2031-08-01" });
    expect(await demandRow(db, id)).toMatchObject({ closesOn: "2031-06-20", feedbackDue: "2031-08-01" });
  });
});
