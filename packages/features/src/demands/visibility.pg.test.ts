import { inTransaction, newId } from "@peony/db";
import { demandInvitations, demandQuestions, notifications, organisations, proposals, users } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import { askQuestionInput, inviteInput } from "@peony/domain/demands";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  answerInvitation,
  answerQuestion,
  askQuestion,
  browseDemands,
  closeDemand,
  countDemandsByField,
  inviteOrganisation,
  listClinicTasks,
  listQuestions,
  publishDemand,
  readClinic,
  readDemand,
  readDemands,
  readOwnInvitation,
  submitDemand,
  tellOfDemand,
  withdrawInvitation,
} from "./index.ts";
import { aDraft, hard, orgOf, setClock, versionOf } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let university: PersonActor;
let stranger: PersonActor;
let broker: PersonActor;
let park: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["manager"]);
  university = await aMember(db, "university", ["manager"]);
  stranger = await aMember(db, "university", ["owner"]);
  broker = await aMember(db, "broker", ["owner"]);
  park = await aMember(db, "park", ["owner"]);
});
afterAll(() => db.close());
beforeEach(() => setClock(db, new Date().toISOString()));

const published = async (over: Record<string, unknown> = {}) => {
  const made = await aDraft(db, firm, over);
  await publishDemand(db.ctx(firm), { id: made.id, version: 1 });
  return made;
};
const slugOf = async (actor: PersonActor): Promise<string> => {
  const [row] = await db.admin
    .select()
    .from(organisations)
    .where(eq(organisations.id, orgOf(actor)));
  return row?.slug ?? "";
};
const invite = async (demandId: Id<"demand">, to: PersonActor, over: Record<string, unknown> = {}, by: Actor = firm) =>
  inviteOrganisation(
    db.ctx(by),
    inviteInput.parse({ demandId, organisation: await slugOf(to), reason: "贵单位的成果可能解决它", ...over }),
  );
const invitationOf = async (demandId: Id<"demand">) => {
  const [row] = await db.admin.select().from(demandInvitations).where(eq(demandInvitations.demandId, demandId));
  if (!row) throw new Error("no invitation");
  return row;
};
const sees = async (actor: Actor, number: string, id: Id<"demand">): Promise<boolean[]> => [
  (await codeOf(readDemand(db.ctx(actor), number))) === "done",
  (await codeOf(listQuestions(db.ctx(actor), number))) === "done",
  (await browseDemands(db.ctx(actor), { q: "", limit: 100 })).rows.some((r) => r.id === id),
  (await readDemands(db.ctx(actor), [id])).length > 0,
];
const everywhere = [true, true, true, true];
const nowhere = [false, false, false, false];

describe("a demand for named organisations", () => {
  test("is there for its owner, the park and those invited, and nowhere for anybody else, not even as a count", async () => {
    const field = "bio";
    const before = (await countDemandsByField(db.ctx(visitor)))[field] ?? 0;
    const { id, number } = await published({ visibility: "named", field });
    await invite(id, university);
    for (const actor of [firm, park, university] as const) expect(await sees(actor, number, id)).toEqual(everywhere);
    for (const actor of [visitor, stranger, broker] as const) expect(await sees(actor, number, id)).toEqual(nowhere);
    expect((await countDemandsByField(db.ctx(visitor)))[field] ?? 0).toBe(before);
    expect((await countDemandsByField(db.ctx(university)))[field]).toBe(before + 1);
    expect((await browseDemands(db.ctx(stranger), { q: number, limit: 20 })).total).toBe(0);
  });
  test("an invitation taken back closes it at once, a question about it included", async () => {
    const { id, number } = await published({ visibility: "named" });
    await invite(id, university);
    const invitation = await invitationOf(id);
    await withdrawInvitation(db.ctx(firm), { invitationId: invitation.id });
    expect(await sees(university, number, id)).toEqual(nowhere);
    expect(await readOwnInvitation(db.ctx(university), number)).toBeNull();
    const question = askQuestionInput.parse({ id: newId("demandQuestion"), demandId: id, text: "样件能否外送？" });
    expect(await codeOf(askQuestion(db.ctx(university), question))).toBe("not-found");
    expect(
      await codeOf(answerInvitation(db.ctx(university), { invitationId: invitation.id, answer: "accepted" })),
    ).toBe("not-found");
    expect(await sees(stranger, number, id)).toEqual(nowhere);
    // given again, it opens again
    await invite(id, university);
    expect(await sees(university, number, id)).toEqual(everywhere);
  });
});

test("whoever asked or proposes keeps reading a named demand when its invitation is taken back", async () => {
  for (const way of ["asked", "proposes"] as const) {
    const { id, number } = await published({ visibility: "named", kind: "ordinary" });
    await invite(id, university);
    if (way === "asked")
      await askQuestion(
        db.ctx(university),
        askQuestionInput.parse({ id: newId("demandQuestion"), demandId: id, text: "样件能否外送？" }),
      );
    else
      await db.admin.insert(proposals).values({
        id: newId("proposal"),
        demandId: id,
        orgId: orgOf(university),
        ...{ createdBy: university.userId, createdAt: new Date(), updatedAt: new Date() },
      });
    await withdrawInvitation(db.ctx(firm), { invitationId: (await invitationOf(id)).id });
    expect([way, ...(await sees(university, number, id))]).toEqual([way, ...everywhere]);
    expect(await sees(stranger, number, id)).toEqual(nowhere);
  }
});

describe("inviteOrganisation", () => {
  test("tells the invited why, once, and a repeat or a race is one invitation", async () => {
    const { id, number } = await published();
    await Promise.all([invite(id, university), invite(id, university)]);
    expect(await db.admin.$count(demandInvitations, eq(demandInvitations.demandId, id))).toBe(1);
    const invited = (await emitted(db)).flatMap((e) => (e.type === "demand.invited" ? [e.payload] : []));
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    const { id: invitationId } = await invitationOf(id);
    for (const fact of [...invited, ...invited])
      if (fact.invitationId === invitationId) await tellOfDemand(worker, fact);
    const notes = await db.admin.select().from(notifications).where(eq(notifications.userId, university.userId));
    expect(notes.filter((n) => n.args.number === number).map((n) => n.kind)).toEqual(["demand-invited"]);
    expect(await readOwnInvitation(db.ctx(university), number)).toMatchObject({
      reason: { words: "贵单位的成果可能解决它" },
    });
    expect((await listClinicTasks(db.ctx(university))).map((t) => t.number)).toContain(number);
    await answerInvitation(db.ctx(university), { invitationId, answer: "accepted" });
    expect((await listClinicTasks(db.ctx(university))).map((t) => t.number)).not.toContain(number);
  });
  test("refuses unknown and own organisations, others' listings, brokers for easy ones, and strangers", async () => {
    const { id } = await published();
    const code = (to: PersonActor, over: Record<string, unknown> = {}, by: Actor = firm) =>
      codeOf(invite(id, to, over, by));
    expect(await code(university, { organisation: "没有这家单位" })).toBe("invalid");
    expect(await code(firm)).toBe("invalid");
    expect(await code(broker, { side: "broker" })).toBe("invalid");
    expect(await code(broker)).toBe("invalid");
    expect(await code(university, { listingId: await aListing(db, orgOf(stranger)) })).toBe("invalid");
    expect(await code(university, {}, stranger)).toBe("not-found");
    expect(await code(university, {}, { ...firm, roles: ["finance"] })).toBe("forbidden");
    const { id: draft } = await aDraft(db, firm);
    expect(await codeOf(invite(draft, university))).toBe("demands/transition");
  });
  test("a broker is invited to a hard one, reads it in the clinic, and learns whose it is by accepting", async () => {
    const { id, number } = await aDraft(db, firm, { ...hard, visibility: "hidden_name" });
    await submitDemand(db.ctx(firm), { id, version: 1 });
    await invite(id, broker, { side: "broker" });
    expect((await readClinic(db.ctx(broker), number)).demand.owner).toBeNull();
    expect(await codeOf(readDemand(db.ctx(broker), number))).toBe("not-found");
    await answerInvitation(db.ctx(broker), {
      invitationId: (await invitationOf(id)).id,
      answer: "accepted",
      confide: true,
    });
    expect((await readClinic(db.ctx(broker), number)).demand.owner?.slug).toBe(await slugOf(firm));
    const other = await aMember(db, "broker", ["owner"]);
    expect(await codeOf(readClinic(db.ctx(other), number))).toBe("not-found");
  });
});

describe("public questions", () => {
  const asked = (demandId: Id<"demand">, over: Record<string, unknown> = {}) =>
    askQuestionInput.parse({ id: newId("demandQuestion"), demandId, text: "样件能否外送检测？", ...over });
  test("are read by everybody with their answers, and name the asker by choice only", async () => {
    const { id, number } = await published();
    const [hidden, named] = [asked(id), asked(id, { named: true })];
    await askQuestion(db.ctx(university), hidden);
    await askQuestion(db.ctx(university), named);
    await answerQuestion(db.ctx(firm), { questionId: hidden.id, answer: "可以，运费由我方承担。" });
    const { rows } = await listQuestions(db.ctx(visitor), number);
    expect(rows.map((q) => [q.answer !== "", q.asker?.slug ?? null, q.own])).toEqual([
      [true, null, false],
      [false, await slugOf(university), false],
    ]);
    expect(JSON.stringify(rows[0])).not.toContain(orgOf(university));
    expect(JSON.stringify(rows)).not.toContain(university.userId);
    expect((await listQuestions(db.ctx(university), number)).rows.every((q) => q.own)).toBe(true);
  });
  test("a repeat and a race of the same form are one question; the answer may be put right", async () => {
    const { id, number } = await published();
    const question = asked(id);
    await Promise.all([askQuestion(db.ctx(university), question), askQuestion(db.ctx(university), question)]);
    await askQuestion(db.ctx(university), question);
    expect(await db.admin.$count(demandQuestions, eq(demandQuestions.demandId, id))).toBe(1);
    await answerQuestion(db.ctx(firm), { questionId: question.id, answer: "可以。" });
    await answerQuestion(db.ctx(firm), { questionId: question.id, answer: "不可以。" });
    expect((await listQuestions(db.ctx(visitor), number)).rows[0]?.answer).toBe("不可以。");
  });
  test("come page by page, oldest first", async () => {
    const { id, number } = await published();
    for (const n of [1, 2, 3, 4, 5]) await askQuestion(db.ctx(university), asked(id, { text: `第 ${n} 个问题在此` }));
    const texts: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listQuestions(db.ctx(visitor), number, { cursor, limit: 2 });
      texts.push(...page.rows.map((q) => q.text));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(texts).toEqual([1, 2, 3, 4, 5].map((n) => `第 ${n} 个问题在此`));
  });
  test("are refused to the owner, the unverified, visitors, after closing and about drafts", async () => {
    const { id } = await published();
    const code = (actor: Actor, demandId = id) => codeOf(askQuestion(db.ctx(actor), asked(demandId)));
    expect(await code(firm)).toBe("forbidden");
    expect(await code({ ...university, orgVerified: false })).toBe("identity/unverified");
    expect(await code(visitor)).toBe("unauthenticated");
    expect(await code(university, (await aDraft(db, firm)).id)).toBe("not-found");
    const question = asked(id);
    await askQuestion(db.ctx(university), question);
    expect(await codeOf(answerQuestion(db.ctx(stranger), { questionId: question.id, answer: "假的" }))).toBe(
      "not-found",
    );
    await closeDemand(db.ctx(firm), await versionOf(db, id));
    expect(await code(university)).toBe("demands/transition");
    expect(await codeOf(answerQuestion(db.ctx(firm), { questionId: question.id, answer: "可以。" }))).toBe("done");
  });
  test("of a named demand are hidden by the database from those it does not name", async () => {
    const { id } = await published({ visibility: "named" });
    await invite(id, university);
    await askQuestion(db.ctx(university), asked(id));
    const seen = (actor: Actor) =>
      inTransaction(db.ctx(actor), (t) => t.tx.$count(demandQuestions, eq(demandQuestions.demandId, id)));
    expect([await seen(visitor), await seen(stranger), await seen(firm), await seen(university)]).toEqual([0, 0, 1, 1]);
  });
});

test("a removed member of an invited organisation is a stranger", async () => {
  const { id, number } = await published({ visibility: "named" });
  await invite(id, university);
  const colleague = await aPerson(db, { id: orgOf(university), kind: "university" }, ["member"]);
  expect(await codeOf(readDemand(db.ctx(colleague), number))).toBe("done");
  expect(await codeOf(readDemand(db.ctx({ ...colleague, orgId: null, orgKind: null, roles: [] }), number))).toBe(
    "not-found",
  );
});

test("a firm that hides its name cannot give it away in an answer or in the reason of an invitation", async () => {
  const nameZh = "洛阳隐名重工有限公司";
  const shy = await aMember(db, "firm", ["manager"], { nameZh, nameEn: "Veiled Heavy" });
  const { id } = await aDraft(db, shy, { visibility: "hidden_name" });
  await publishDemand(db.ctx(shy), { id, version: 1 });
  const question = askQuestionInput.parse({ id: newId("demandQuestion"), demandId: id, text: "与谁联系？" });
  await askQuestion(db.ctx(university), question);
  const named = { data: { fields: { answer: { code: "names-owner", args: { name: nameZh } } } } };
  const answer = (words: string) => answerQuestion(db.ctx(shy), { questionId: question.id, answer: words });
  await expect(answer("请联系 洛阳隐名重工 技术部")).rejects.toMatchObject(named);
  const domain = "yinmo-works.com";
  await db.admin
    .update(users)
    .set({ email: `shy@mail.${domain}` })
    .where(eq(users.id, shy.userId));
  for (const words of ["隐名的工程师会联系您", "Ask the Veiled engineers", `见 www.${domain}`, "yinming 技术部"])
    expect([words, await codeOf(answer(words))]).toEqual([words, "invalid"]);
  await answer("请在本页提问。");
  const [org] = await db.admin
    .select()
    .from(organisations)
    .where(eq(organisations.id, university.orgId ?? ""));
  const invitation = { demandId: id, organisation: org?.slug, side: "solver", reason: "Veiled Heavy asks you" };
  await expect(inviteOrganisation(db.ctx(shy), inviteInput.parse(invitation))).rejects.toMatchObject({
    data: { fields: { reason: { code: "names-owner" } } },
  });
});
