import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  answerReadback,
  assignReadback,
  checkDemand,
  publishDemand,
  readClinic,
  readDemand,
  recallDemand,
  saveAndPublishDemand,
  saveDemand,
  stateConflict,
  stateFunding,
  submitDemand,
  writeReadback,
} from "./index.ts";
import { aClinic, type Clinic, check, confirm, statement, words } from "./testing/clinic.ts";
import { aDraft, demandRow, hard, orgOf, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let stranger: PersonActor;
let park: PersonActor;
let expert: PersonActor;
let second: PersonActor;
let inClinic: Clinic["inClinic"];
let lastRound: Clinic["lastRound"];
let readBack: Clinic["readBack"];
let actionsOn: Clinic["actionsOn"];
beforeAll(async () => {
  db = await createTestDb();
  ({ firm, stranger, park, expert, second, inClinic, lastRound, readBack, actionsOn } = await aClinic(db));
});
afterAll(() => db.close());

describe("the way through the clinic", () => {
  test("an easy ordinary demand passes through it in one step and leaves both audit rows", async () => {
    const { id } = await aDraft(db, firm);
    expect(await publishDemand(db.ctx(firm), { id, version: 1 })).toEqual({ state: "published" });
    expect((await actionsOn(id)).slice(-2)).toEqual(["demand.submit", "demand.publish"]);
    expect((await demandRow(db, id)).clinicAt).not.toBeNull();
  });
  test("a hard one stays there until an expert's words are confirmed, and is then published", async () => {
    const { id, input, number } = await aDraft(db, firm, hard);
    expect(await saveAndPublishDemand(db.ctx(firm), { ...input, version: 1 })).toEqual({ state: "clinic" });
    await expect(publishDemand(db.ctx(firm), await versionOf(db, id))).rejects.toMatchObject({
      code: "demands/clinic",
      data: { fields: { readback: { code: "readback-open" } } },
    });
    const readbackId = await readBack(id, number);
    expect(await codeOf(publishDemand(db.ctx(firm), await versionOf(db, id)))).toBe("demands/clinic");
    await answerReadback(db.ctx(firm), confirm(readbackId));
    expect(await publishDemand(db.ctx(firm), await versionOf(db, id))).toEqual({ state: "published" });
  });
  test("a challenge also needs the park, and promises its window and the day of feedback", async () => {
    const { id, number } = await inClinic({ kind: "challenge", deadline: "2099-12-31" });
    await answerReadback(db.ctx(firm), confirm(await readBack(id, number)));
    await expect(publishDemand(db.ctx(firm), await versionOf(db, id))).rejects.toMatchObject({
      data: { fields: { check: { code: "check-open" } } },
    });
    await stateFunding(db.ctx(firm), statement(id));
    await checkDemand(db.ctx(park), check(id, { deposit: "agreed", depositBps: 500 }));
    await publishDemand(db.ctx(firm), await versionOf(db, id));
    expect(await demandRow(db, id)).toMatchObject({
      state: "published",
      closesOn: "2099-12-31",
      feedbackDue: "2100-03-01",
      depositState: "agreed",
      depositAmount: 6_000_000n,
    });
  });
  test("what was confirmed and checked of one text does not stand for another that is written after a recall", async () => {
    const { id, number, input } = await inClinic({ kind: "challenge", deadline: "2099-12-31" });
    await answerReadback(db.ctx(firm), confirm(await readBack(id, number)));
    await stateFunding(db.ctx(firm), statement(id));
    await checkDemand(db.ctx(park), check(id));
    await recallDemand(db.ctx(firm), await versionOf(db, id));
    const { version } = await versionOf(db, id);
    await saveDemand(db.ctx(firm), { ...input, version, testMethod: { zh: "另一种试验方法，另行说明", en: "" } });
    await submitDemand(db.ctx(firm), await versionOf(db, id));
    await expect(publishDemand(db.ctx(firm), await versionOf(db, id))).rejects.toMatchObject({
      data: { fields: { readback: { code: "readback-open" }, check: { code: "check-open" } } },
    });
  });
  test("what cannot be measured goes to the clinic and not further", async () => {
    const { id } = await inClinic({ targets: [], testMethod: { zh: "" } });
    await expect(publishDemand(db.ctx(firm), await versionOf(db, id))).rejects.toMatchObject({
      code: "demands/not-ready",
      data: { fields: { "targets.0.target": { code: "required" }, "testMethod.zh": { code: "required" } } },
    });
  });
  test("a challenge that would close too soon is refused at the day, with the earliest one", async () => {
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const { id } = await inClinic({ kind: "challenge", deadline: soon });
    await expect(publishDemand(db.ctx(firm), await versionOf(db, id))).rejects.toMatchObject({
      data: { fields: { deadline: { code: "window-too-short", args: { day: expect.stringMatching(/^\d{4}-/) } } } },
    });
  });
  test("the unverified, other roles and strangers send nothing there, and a race takes one step", async () => {
    const { id } = await aDraft(db, firm);
    const move = { id, version: 1 };
    expect(await codeOf(submitDemand(db.ctx({ ...firm, orgVerified: false }), move))).toBe("identity/unverified");
    expect(await codeOf(submitDemand(db.ctx({ ...firm, roles: ["finance"] }), move))).toBe("forbidden");
    expect(await codeOf(submitDemand(db.ctx(stranger), move))).toBe("not-found");
    expect(await codeOf(submitDemand(db.ctx(visitor), move))).toBe("unauthenticated");
    const sent = await Promise.all([1, 2, 3].map(() => codeOf(submitDemand(db.ctx(firm), move))));
    expect(sent.sort()).toEqual(["demands/transition", "demands/transition", "done"]);
    await recallDemand(db.ctx(firm), await versionOf(db, id));
    expect((await demandRow(db, id)).state).toBe("draft");
  });
});

describe("read-back", () => {
  test("the expert states conflicts before the text opens, and writes only after", async () => {
    const { id, number } = await inClinic();
    await assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
    const { id: readbackId } = await lastRound(number);
    expect((await readClinic(db.ctx(expert), number)).demand.background.zh).toBe("");
    expect(await codeOf(readDemand(db.ctx(expert), number))).toBe("not-found");
    expect(await codeOf(writeReadback(db.ctx(expert), { readbackId, text: words }))).toBe("demands/readback");
    await stateConflict(db.ctx(expert), { readbackId, conflict: "none", note: "" });
    expect((await readClinic(db.ctx(expert), number)).demand.background.zh).not.toBe("");
    await writeReadback(db.ctx(expert), { readbackId, text: words });
    await writeReadback(db.ctx(expert), { readbackId, text: words });
    expect((await lastRound(number)).state).toBe("written");
    expect((await actionsOn(readbackId)).filter((a) => a === "demand.readback.write")).toHaveLength(1);
  });
  test("nobody but the asked expert states or writes, and nobody but the firm answers", async () => {
    const { id, number } = await inClinic();
    await assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
    const { id: readbackId } = await lastRound(number);
    for (const actor of [stranger, second, visitor] as const)
      expect(["not-found", "unauthenticated"]).toContain(
        await codeOf(stateConflict(db.ctx(actor), { readbackId, conflict: "none", note: "" })),
      );
    expect(await codeOf(stateConflict(db.ctx(park), { readbackId, conflict: "none", note: "" }))).toBe("not-found");
    await stateConflict(db.ctx(expert), { readbackId, conflict: "none", note: "" });
    await writeReadback(db.ctx(expert), { readbackId, text: words });
    expect(await codeOf(answerReadback(db.ctx(stranger), confirm(readbackId)))).toBe("not-found");
    expect(await codeOf(answerReadback(db.ctx(park), confirm(readbackId)))).toBe("not-found");
    expect(await codeOf(answerReadback(db.ctx({ ...firm, roles: ["finance"] }), confirm(readbackId)))).toBe(
      "forbidden",
    );
  });
  test("only the park and the operator choose, an expert of another house, and the firm does not", async () => {
    const { id } = await inClinic();
    const own = await aPerson(db, { id: orgOf(firm), kind: "firm" }, ["expert"]);
    const ask = (actor: Actor, who: PersonActor) =>
      codeOf(assignReadback(db.ctx(actor), { demandId: id, expert: who.userId }));
    expect(await ask(firm, expert)).toBe("not-found");
    expect(await ask({ ...park, orgVerified: false }, expert)).toBe("identity/unverified");
    expect(await ask(park, own)).toBe("invalid");
    expect(await ask(park, stranger)).toBe("invalid");
    expect(await ask(await aMember(db, "operator", ["owner"]), expert)).toBe("done");
  });
  test("a declared conflict ends the round and closes the demand to that expert; somebody else is asked", async () => {
    const { id, number } = await inClinic();
    await assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
    const { id: readbackId } = await lastRound(number);
    await stateConflict(db.ctx(expert), { readbackId, conflict: "declared", note: "持有该企业股份" });
    expect(await codeOf(readClinic(db.ctx(expert), number))).toBe("not-found");
    await assignReadback(db.ctx(park), { demandId: id, expert: second.userId });
    expect((await readClinic(db.ctx(firm), number)).rounds.map((r) => r.state)).toEqual(["declared", "assigned"]);
  });
  test("asking the same expert again changes nothing; asking another replaces, and two at once leave one", async () => {
    const { id, number } = await inClinic();
    const ask = (who: PersonActor) => codeOf(assignReadback(db.ctx(park), { demandId: id, expert: who.userId }));
    await ask(expert);
    expect(await ask(expert)).toBe("done");
    expect((await readClinic(db.ctx(park), number)).rounds).toHaveLength(1);
    expect(await Promise.all([ask(second), ask(second)])).toEqual(["done", "done"]);
    expect((await readClinic(db.ctx(park), number)).rounds.map((r) => r.state)).toEqual(["replaced", "assigned"]);
    expect(await codeOf(readClinic(db.ctx(expert), number))).toBe("not-found");
  });
  test("a correction asks the same expert again, once, however often it is sent", async () => {
    const { id, number } = await inClinic();
    const readbackId = await readBack(id, number);
    const correction = {
      readbackId,
      answer: "corrected" as const,
      correction: "不是丝杠，而是床身的温度场不均匀引起的弯曲变形。",
    };
    await Promise.all([1, 2].map(() => answerReadback(db.ctx(firm), correction)));
    expect((await readClinic(db.ctx(firm), number)).rounds.map((r) => r.state)).toEqual(["corrected", "stated"]);
    expect(await codeOf(answerReadback(db.ctx(firm), confirm(readbackId)))).toBe("demands/readback");
  });
  test("confirm against correct: one wins", async () => {
    const { id, number } = await inClinic();
    const readbackId = await readBack(id, number);
    const correction = {
      readbackId,
      answer: "corrected" as const,
      correction: "不是丝杠，而是床身的温度场不均匀引起的弯曲变形。",
    };
    const sent = await Promise.all(
      [confirm(readbackId), correction].map((a) => codeOf(answerReadback(db.ctx(firm), a))),
    );
    expect(sent.sort()).toEqual(["demands/readback", "done"]);
  });
  test("a text that changes after it was read back is read back again", async () => {
    const { id, input, number } = await inClinic(hard);
    await answerReadback(db.ctx(firm), confirm(await readBack(id, number)));
    const { version } = await versionOf(db, id);
    await saveDemand(db.ctx(firm), { ...input, version, keywordsZh: ["磨床"] });
    expect((await lastRound(number)).state).toBe("confirmed");
    await saveDemand(db.ctx(firm), {
      ...input,
      keywordsZh: ["磨床"],
      version: version + 1,
      constraints: { zh: "不换主轴", en: "" },
    });
    expect((await lastRound(number)).state).toBe("stated");
    expect(await codeOf(publishDemand(db.ctx(firm), await versionOf(db, id)))).toBe("demands/clinic");
  });
});
