import { inTransaction } from "@peony/db";
import { demandReadbacks, notifications, organisations } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, emitted, mailsTo, type TestDb } from "@peony/db/testing";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  assignReadback,
  checkDemand,
  listClinicTasks,
  readClinic,
  recallDemand,
  returnDemand,
  saveDemand,
  stateFunding,
  submitDemand,
  tellOfDemand,
} from "./index.ts";
import { aClinic, type Clinic, check, note, statement } from "./testing/clinic.ts";
import { aDraft, demandRow, orgOf, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let stranger: PersonActor;
let park: PersonActor;
let expert: PersonActor;
let inClinic: Clinic["inClinic"];
let readBack: Clinic["readBack"];
beforeAll(async () => {
  db = await createTestDb();
  ({ firm, stranger, park, expert, inClinic, readBack } = await aClinic(db));
});
afterAll(() => db.close());

const reason = "指标没有单位，请补写。";

describe("park check", () => {
  test("passes only on the firm's statement, and another statement asks for another check", async () => {
    const { id, number } = await inClinic();
    await expect(checkDemand(db.ctx(park), check(id))).rejects.toMatchObject({ code: "demands/clinic" });
    await stateFunding(db.ctx(firm), statement(id));
    await checkDemand(db.ctx(park), check(id));
    await stateFunding(db.ctx(firm), statement(id));
    expect((await readClinic(db.ctx(park), number)).check).toMatchObject({ result: "passed", note });
    await stateFunding(db.ctx(firm), { ...statement(id), statement: "另有市级项目，内容不同" });
    expect((await readClinic(db.ctx(firm), number)).check).toMatchObject({ result: null });
    for (const e of await emitted(db))
      if (e.type === "demand.checked" && e.payload.demandId === id)
        await tellOfDemand(db.ctx({ kind: "system", name: "notices" }, db.worker), e.payload);
    const told = async ({ userId }: PersonActor) =>
      (await db.admin.select().from(notifications).where(eq(notifications.userId, userId)))
        .filter((n) => n.args.number === number)
        .map((n) => n.kind);
    expect([await told(firm), await told(park)]).toEqual([["demand-check-back"], ["demand-check-again"]]);
  });
  test("a deposit is an edit: who has the demand open is told, and the same one again is none", async () => {
    const { id } = await inClinic({ budgetMax: "100000000" });
    await stateFunding(db.ctx(firm), statement(id));
    const seen = await versionOf(db, id);
    const agree = () => checkDemand(db.ctx(park), check(id, { deposit: "agreed", depositBps: 500 }));
    await agree();
    const { version } = await versionOf(db, id);
    expect(version).toBe(seen.version + 1);
    expect(await codeOf(recallDemand(db.ctx(firm), seen))).toBe("stale");
    await agree();
    expect((await versionOf(db, id)).version).toBe(version);
  });
  test("takes its deposit with it when another text or another statement asks for another check", async () => {
    const { id, input } = await inClinic();
    const checked = async () => {
      await checkDemand(db.ctx(park), check(id, { deposit: "agreed", depositBps: 500 }));
      expect((await demandRow(db, id)).depositAmount).toBe(6_000_000n);
    };
    const none = { depositState: "not_required", depositBps: null, depositAmount: null };
    await stateFunding(db.ctx(firm), statement(id));
    await checked();
    await stateFunding(db.ctx(firm), { ...statement(id), statement: "另有市级项目，内容不同" });
    expect(await demandRow(db, id)).toMatchObject(none);
    await checked();
    const { version } = await versionOf(db, id);
    await saveDemand(db.ctx(firm), { ...input, version, constraints: { zh: "不换主轴", en: "" } });
    expect(await demandRow(db, id)).toMatchObject(none);
  });
  test("is the park's and the operator's, never the firm's, a self-styled park's or a checker's of the own demand", async () => {
    const { id } = await inClinic();
    await stateFunding(db.ctx(firm), statement(id));
    const fake = await aMember(db, "park", ["owner"], { verification: "submitted" });
    const coded = (actor: Actor) => codeOf(checkDemand(db.ctx(actor), check(id)));
    expect([await coded(firm), await coded(stranger), await coded(fake)]).toEqual([
      "not-found",
      "not-found",
      "identity/unverified",
    ]);
    expect(await codeOf(readClinic(db.ctx(fake), (await demandRow(db, id)).number))).toBe("not-found");
    const own = await aDraft(db, park);
    await submitDemand(db.ctx(park), { id: own.id, version: 1 });
    expect(await codeOf(checkDemand(db.ctx(park), check(own.id)))).toBe("forbidden");
    expect(await codeOf(stateFunding(db.ctx(stranger), statement(id)))).toBe("not-found");
  });
  test("a draft is not there for a checker, and a demand goes back to its firm with the reason", async () => {
    const { id, number } = await aDraft(db, firm);
    expect(await codeOf(readClinic(db.ctx(park), number))).toBe("not-found");
    expect(await codeOf(returnDemand(db.ctx(park), { id, version: 1, reason }))).toBe("not-found");
    await submitDemand(db.ctx(firm), { id, version: 1 });
    expect((await listClinicTasks(db.ctx(park))).map((task) => task.number)).toContain(number);
    await checkDemand(db.ctx(park), check(id, { result: "refused" }));
    expect(await codeOf(returnDemand(db.ctx(stranger), { ...(await versionOf(db, id)), reason }))).toBe("not-found");
    await returnDemand(db.ctx(park), { ...(await versionOf(db, id)), reason });
    expect(await demandRow(db, id)).toMatchObject({ state: "draft", returnReason: reason });
    for (const e of (await emitted(db)).filter((e) => e.type === "demand.checked"))
      await tellOfDemand(db.ctx({ kind: "system", name: "notices" }, db.worker), e.payload as never);
    const mails = (await mailsTo(db, `${firm.userId}@test.peony.test`)).filter((m) => m.args.number === number);
    expect(mails).toContainEqual(
      expect.objectContaining({ kind: "demand-check-returned", args: expect.objectContaining({ reason }) }),
    );
    // sent in again, it is as it was said no more
    await submitDemand(db.ctx(firm), await versionOf(db, id));
    expect((await demandRow(db, id)).returnReason).toBe("");
    await recallDemand(db.ctx(firm), await versionOf(db, id));
    expect((await readClinic(db.ctx(firm), number)).check?.note).toBe(note);
  });
});

describe("notices of the clinic", () => {
  test("tell the expert, the firm and the park in turn, once, without a name", async () => {
    const { id, number } = await inClinic({ visibility: "hidden_name" });
    await readBack(id, number);
    const told = (await emitted(db)).filter((e) => e.type === "demand.readback");
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    for (const e of [...told, ...told]) await tellOfDemand(worker, e.payload as never);
    const [owner] = await db.admin
      .select()
      .from(organisations)
      .where(eq(organisations.id, orgOf(firm)));
    const written = (await mailsTo(db, `${firm.userId}@test.peony.test`)).filter((m) => m.args.number === number);
    expect(written.map((m) => m.kind)).toEqual(["demand-read"]);
    expect(JSON.stringify(written)).not.toContain(owner?.nameZh ?? "");
  });
});

test("the rounds of other people's demands are hidden by the database as well", async () => {
  const { id } = await inClinic();
  await assignReadback(db.ctx(park), { demandId: id, expert: expert.userId });
  const seen = (actor: Actor) =>
    inTransaction(db.ctx(actor), (t) =>
      t.tx.$count(demandReadbacks, and(eq(demandReadbacks.demandId, id), eq(demandReadbacks.round, 1))),
    );
  expect([await seen(stranger), await seen(visitor), await seen(firm), await seen(expert)]).toEqual([0, 0, 1, 1]);
});
