import { proposals, reviewConflicts, reviewers, reviews } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, mailsTo, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  appointReviewer,
  awardProposal,
  chooseFinalist,
  giveFeedback,
  listOwnProposals,
  notifyProposal,
  readAward,
  readBoard,
  readProposal,
  readReviewDesk,
  reviewProposal,
  screenProposal,
  stateConflicts,
  stepReview,
} from "./index.ts";
import { aChallenge, aSubmitted, aUniversity, rowOf, toState } from "./testing/challenge.ts";

let db: TestDb;
let firm: PersonActor;
let colleague: PersonActor;
let uni: PersonActor;
let expert: PersonActor;
let operator: PersonActor;
let stranger: PersonActor;
let challenge: { id: string; number: string };
let id: string;

beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["owner", "manager"]);
  colleague = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["member"]);
  uni = await aUniversity(db);
  expert = await aMember(db, "university", ["expert"]);
  operator = await aMember(db, "operator", ["owner"]);
  stranger = await aUniversity(db);
});
afterAll(() => db.close());
beforeEach(async () => {
  challenge = await aChallenge(db, firm);
  for (const { userId } of [expert, colleague])
    await appointReviewer(db.ctx(firm), { demand: challenge.number, email: `${userId}@test.peony.test`, role: "lead" });
  id = await aSubmitted(db, uni, challenge.number);
});

/** Rows of a table that a person sees by the role the web or the house's keyboard runs under, whatever is asked. */
const seen = async (actor: PersonActor | null, table: string, database = db.web): Promise<number> =>
  database.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.org', ${actor?.orgId ?? ""}, true), set_config('app.user', ${actor?.userId ?? ""}, true)`,
    );
    const { rows } = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.raw(table)} where ${sql.raw(table === "proposals" ? "id" : "proposal_id")} = ${id}`,
    );
    return rows[0]?.n ?? -1;
  });

describe("before the window has closed", () => {
  test("no query of anybody but the proposer finds the proposal", async () => {
    for (const actor of [firm, colleague, expert, operator, stranger])
      expect(await codeOf(readProposal(db.ctx(actor), id))).toBe("not-found");
    expect(await readProposal(db.ctx(uni), id)).toMatchObject({ id, own: true });
    expect(await readBoard(db.ctx(firm), challenge.number)).toMatchObject({ opened: false, rows: [], hidden: 0 });
    expect(await readReviewDesk(db.ctx(expert), challenge.number)).toMatchObject({ proposers: [], proposals: [] });
    expect((await listOwnProposals(db.ctx(firm))).map((p) => p.id)).not.toContain(id);
  });
  test("the database shows it to nobody else, under any role a person acts through", async () => {
    for (const database of [db.web, db.operator]) {
      for (const actor of [firm, colleague, expert, operator, stranger, null])
        expect(await seen(actor, "proposals", database)).toBe(0);
      expect(await seen(uni, "proposals", database)).toBe(1);
    }
  });
  test("no act of others reaches it", async () => {
    const acts = [
      () => screenProposal(db.ctx(firm), { proposalId: id, pass: true, reason: null, words: "" }),
      () => chooseFinalist(db.ctx(firm), { proposalId: id }),
      () => giveFeedback(db.ctx(firm), { proposalId: id, reason: "team", words: "说明".repeat(20) }),
      () => awardProposal(db.ctx(firm), { proposalId: id, dealId: db.ctx(firm).newId("deal"), note: "" }),
      () => reviewProposal(db.ctx(expert), { proposalId: id, version: 0, points: [1, 1, 1, 1], words: "好" }),
      () => readAward(db.ctx(firm), challenge.number),
    ];
    for (const act of acts) expect(await codeOf(act())).toBe("not-found");
    const statement = { demand: challenge.number, statement: "无", confirmed: true as const, conflicts: [id] };
    expect(await codeOf(stateConflicts(db.ctx(expert), statement))).toBe("proposals/sealed");
    expect(await codeOf(stepReview(db.ctx(firm), { demand: challenge.number, step: "screen" }))).toBe(
      "demands/transition",
    );
    expect((await rowOf(db, id)).state).toBe("submitted");
  });
  test("who belongs to the proposer may be appointed without anybody being told by that who proposes", async () => {
    const member = await aPerson(db, { id: uni.orgId ?? "", kind: "university" }, ["expert"]);
    const appoint = (demand: string) =>
      codeOf(appointReviewer(db.ctx(firm), { demand, email: `${member.userId}@test.peony.test`, role: "lead" }));
    expect(await appoint(challenge.number)).toBe("done");
    await toState(db, challenge.id, "closed");
    expect(await appoint(challenge.number)).toBe("invalid");
    expect(await seen(member, "proposals")).toBe(1); // it is their own organisation's
    expect(await codeOf(readProposal(db.ctx(member), id))).toBe("not-found");
    expect(await readReviewDesk(db.ctx(member), challenge.number)).toMatchObject({ tied: true, proposals: [] });
  });
  test("what is told about it goes to the proposer alone, and says nothing of it", async () => {
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    await notifyProposal(worker, id);
    await notifyProposal(worker, id);
    expect(await mailsTo(db, `${uni.userId}@test.peony.test`)).toMatchObject([{ kind: "proposal-submitted" }]);
    expect(JSON.stringify(await mailsTo(db, `${uni.userId}@test.peony.test`))).not.toContain("变阻尼");
    expect(await mailsTo(db, `${firm.userId}@test.peony.test`)).toEqual([]);
  });
});

describe("after the window has closed", () => {
  beforeEach(() => toState(db, challenge.id, "closed"));
  const state = (actor: PersonActor, conflicts: string[] = []) =>
    stateConflicts(db.ctx(actor), { demand: challenge.number, statement: "无", confirmed: true, conflicts });

  test("the demander's team reads it once it has stated its ties, the operator too, strangers never", async () => {
    expect(await codeOf(readProposal(db.ctx(firm), id))).toBe("not-found");
    await state(firm);
    expect(await readProposal(db.ctx(firm), id)).toMatchObject({ id, own: false });
    expect(await readProposal(db.ctx(operator), id)).toMatchObject({ id });
    expect(await codeOf(readProposal(db.ctx(stranger), id))).toBe("not-found");
    expect([await seen(stranger, "proposals"), await seen(null, "proposals")]).toEqual([0, 0]);
  });
  test("a reviewer reads nothing before the statement, of the own organisation or not", async () => {
    for (const actor of [expert, colleague]) {
      expect([await seen(actor, "proposals"), await codeOf(readProposal(db.ctx(actor), id))]).toEqual([0, "not-found"]);
      await state(actor);
      expect([await seen(actor, "proposals"), await codeOf(readProposal(db.ctx(actor), id))]).toEqual([1, "done"]);
    }
  });
  test("a conflict hides the proposal, from a colleague of the demander too, and is not taken back", async () => {
    for (const actor of [expert, colleague]) {
      await state(actor, [id]);
      await state(actor, []);
      expect([await seen(actor, "proposals"), await codeOf(readProposal(db.ctx(actor), id))]).toEqual([0, "not-found"]);
      expect((await readReviewDesk(db.ctx(actor), challenge.number)).proposals).toEqual([]);
    }
    expect((await readBoard(db.ctx(colleague), challenge.number)).hidden).toBe(1);
  });
  test("who was dismissed reads no more, a colleague of the demander excepted", async () => {
    for (const actor of [expert, colleague]) await state(actor);
    await db.admin.update(reviewers).set({ dismissedAt: new Date() });
    expect(await seen(expert, "proposals")).toBe(0);
    expect(await seen(colleague, "proposals")).toBe(1);
  });
  test("drafts and withdrawn ones stay sealed for ever, and so does what was cancelled", async () => {
    for (const gone of ["draft", "withdrawn"] as const) {
      await db.admin.update(proposals).set({ state: gone });
      for (const actor of [firm, operator]) expect(await seen(actor, "proposals")).toBe(0);
      await db.admin.update(proposals).set({ state: "submitted" });
    }
    await toState(db, challenge.id, "cancelled");
    for (const actor of [firm, operator, expert]) expect(await seen(actor, "proposals")).toBe(0);
  });
  test("scores and conflicts are the reviewer's and the demander's, never the proposer's", async () => {
    for (const actor of [expert, firm]) await state(actor);
    await db.admin.insert(reviews).values({
      proposalId: id,
      userId: expert.userId,
      points: [1],
      counts: true,
      words: "好",
      updatedAt: new Date(),
    });
    await db.admin.insert(reviewConflicts).values({ proposalId: id, userId: colleague.userId, at: new Date() });
    const counts = async (table: string) =>
      Promise.all([firm, expert, operator, uni, stranger].map((actor) => seen(actor, table)));
    expect(await counts("reviews")).toEqual([1, 1, 1, 0, 0]);
    expect((await counts("review_conflicts")).slice(3)).toEqual([0, 0]);
  });
});
