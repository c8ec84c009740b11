import { newId } from "@peony/db";
import { auditEvents, deals, demands, offers, proposals } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, mailsTo, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDeals, readDeal } from "../deals/index.ts";
import { acceptOffer } from "../offers/index.ts";
import {
  appointReviewer,
  awardProposal,
  chooseFinalist,
  dismissReviewer,
  giveFeedback,
  notifyProposal,
  readAward,
  readBoard,
  readOwnProposal,
  remindReviews,
  reviewProposal,
  screenProposal,
  setJudging,
  stateConflicts,
  stepReview,
  withdrawProposal,
} from "./index.ts";
import { aChallenge, aSubmitted, aUniversity, rowOf, toState } from "./testing/challenge.ts";

let db: TestDb;
let firm: PersonActor;
let lead: PersonActor;
let other: PersonActor;
let unis: PersonActor[];
let challenge: { id: string; number: string };
let ids: string[];

const mailOf = (p: PersonActor) => `${p.userId}@test.peony.test`;
const words = "理由写得够长了，二十个字以上，可以发出去。";
const demandState = async () =>
  (await db.admin.select({ s: demands.state }).from(demands).where(eq(demands.id, challenge.id)))[0]?.s;
const step = (what: "screen" | "assess" | "shortlist", who = firm) =>
  codeOf(stepReview(db.ctx(who), { demand: challenge.number, step: what }));
const pass = (proposalId: string) => screenProposal(db.ctx(firm), { proposalId, pass: true, reason: null, words: "" });
const state = (who: PersonActor, conflicts: string[] = []) =>
  stateConflicts(db.ctx(who), { demand: challenge.number, statement: "无", confirmed: true, conflicts });
const review = (who: PersonActor, proposalId: string, points: number[], version = 0) =>
  codeOf(reviewProposal(db.ctx(who), { proposalId, version, points, words: "依据充分" }));
const award = (proposalId: string, dealId = newId("deal"), who = firm) =>
  awardProposal(db.ctx(who), { proposalId, dealId, note: "" });

beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["owner", "manager"]);
  await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["signatory"]);
  [lead, other] = await Promise.all([aMember(db, "university", ["expert"]), aMember(db, "university", ["expert"])]);
  unis = await Promise.all([aUniversity(db), aUniversity(db), aUniversity(db)]);
});
afterAll(() => db.close());
beforeEach(async () => {
  challenge = await aChallenge(db, firm);
  for (const [who, role] of [
    [lead, "lead"],
    [other, "lead"],
  ] as const)
    await appointReviewer(db.ctx(firm), { demand: challenge.number, email: mailOf(who), role });
  ids = await Promise.all(unis.map((u) => aSubmitted(db, u, challenge.number)));
  await toState(db, challenge.id, "closed");
});

/** All passed the screening and both leads have stated. */
const toAssessment = async (conflicts: string[] = []) => {
  await step("screen");
  for (const id of ids) await pass(id);
  await state(lead);
  await state(other, conflicts);
  expect(await step("assess")).toBe("done");
};
/** The first two are finalists. */
const toFinalists = async () => {
  await toAssessment();
  for (const id of ids) for (const who of [lead, other]) await review(who, id, [80, 70, 60, 50]);
  for (const id of ids.slice(0, 2)) await chooseFinalist(db.ctx(firm), { proposalId: id });
  expect(await step("shortlist")).toBe("done");
};

describe("stages of a review", () => {
  test("each stage asks for what the one before leaves, and names what is missing", async () => {
    expect(await step("assess")).toBe("demands/transition");
    expect(await step("screen")).toBe("done");
    expect(await step("assess")).toBe("proposals/stage");
    const [a = "", b = "", c = ""] = ids;
    await pass(a);
    await pass(a);
    await screenProposal(db.ctx(firm), { proposalId: b, pass: false, reason: "off_target", words });
    expect(await codeOf(screenProposal(db.ctx(firm), { proposalId: c, pass: false, reason: null, words: "短" }))).toBe(
      "invalid",
    );
    await pass(c);
    expect(await step("assess")).toBe("proposals/stage");
    await state(lead);
    expect(await step("assess")).toBe("done");
    expect(await step("shortlist")).toBe("proposals/stage");
    await chooseFinalist(db.ctx(firm), { proposalId: a });
    expect(await step("shortlist")).toBe("proposals/stage");
    expect((await rowOf(db, b)).state).toBe("screened_out");
    expect(await codeOf(chooseFinalist(db.ctx(firm), { proposalId: b }))).toBe("proposals/transition");
  });
  test("only officers of the demander decide; to others the challenge and its proposals are not there", async () => {
    const inventor = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["inventor"]);
    expect(await step("screen", inventor)).toBe("forbidden");
    for (const who of [unis[0] ?? firm, await aUniversity(db)]) expect(await step("screen", who)).toBe("not-found");
    expect(await codeOf(readBoard(db.ctx(unis[0] ?? firm), challenge.number))).toBe("not-found");
    const work = screenProposal(db.ctx(unis[0] ?? firm), {
      proposalId: ids[1] ?? "",
      pass: true,
      reason: null,
      words: "",
    });
    expect(await codeOf(work)).toBe("not-found");
  });
  test("the criteria stand once the window has closed, in the database too", async () => {
    const input = { demand: challenge.number, version: 0, scale: 5 as const, assessDays: 30 };
    const criteria = [{ name: { zh: "可行", en: "" }, weight: 100 }];
    expect(await codeOf(setJudging(db.ctx(firm), { ...input, criteria }))).toBe("proposals/criteria-fixed");
    const open = await aChallenge(db, firm);
    const set = (version: number) => setJudging(db.ctx(firm), { ...input, demand: open.number, criteria, version });
    expect((await Promise.all([codeOf(set(0)), codeOf(set(0))])).sort()).toEqual(["conflict", "done"]);
    await set(1);
    await toState(db, open.id, "closed");
    expect(await codeOf(db.admin.execute(sql`update judgings set scale = 100 where demand_id = ${open.id}`))).toBe(
      "23001",
    );
  });
});

describe("reviewProposal", () => {
  test("weighs, ranks and shows how far the readers are apart, without who has a conflict", async () => {
    const [a = "", b = "", c = ""] = ids;
    await toAssessment([b]);
    for (const [who, id, points] of [
      [lead, a, [90, 80, 70, 60]],
      [other, a, [70, 60, 50, 40]],
      [lead, b, [50, 50, 50, 50]],
      [lead, c, [80, 70, 60, 50]],
    ] as const)
      expect(await review(who, id, [...points])).toBe("done");
    expect(await review(other, b, [100, 100, 100, 100])).toBe("not-found");
    const board = await readBoard(db.ctx(firm), challenge.number);
    const rows = ids.map((id) => board.rows.find((r) => r.id === id)?.standing);
    expect(rows.map((s) => [s?.count, s?.rank, s?.tied, s?.spread])).toEqual([
      [2, 1, true, 200000n],
      [1, 3, false, 0n],
      [1, 1, true, 0n],
    ]);
    expect(board.team.map((m) => [m.userId === other.userId, m.done, m.due, m.conflicts])).toEqual(
      expect.arrayContaining([
        [false, 3, 3, 0],
        [true, 1, 2, 1],
      ]),
    );
    await dismissReviewer(db.ctx(firm), { demand: challenge.number, userId: other.userId });
    const after = await readBoard(db.ctx(firm), challenge.number);
    expect(after.rows.find((r) => r.id === a)?.standing).toMatchObject({ count: 1, spread: 0n });
  });
  test("refuses points that do not fit, a lost update and a stage that is not; a repeat changes nothing", async () => {
    const [a = ""] = ids;
    await state(lead);
    expect(await review(lead, a, [1, 2, 3, 4])).toBe("proposals/transition");
    await toAssessment();
    expect(await review(lead, a, [1, 2, 3])).toBe("invalid");
    expect(await review(lead, a, [1, 2, 3, 101])).toBe("invalid");
    expect([await review(lead, a, [1, 2, 3, 4]), await review(lead, a, [1, 2, 3, 4])]).toEqual(["done", "done"]);
    expect(await review(lead, a, [4, 3, 2, 1])).toBe("conflict");
    expect(await review(lead, a, [4, 3, 2, 1], 1)).toBe("done");
    expect(await review(firm, a, [1, 2, 3, 4])).toBe("not-found");
  });
  test("a commenter writes words, which do not count", async () => {
    const [a = ""] = ids;
    await appointReviewer(db.ctx(firm), { demand: challenge.number, email: mailOf(other), role: "commenter" });
    await toAssessment();
    expect([await review(other, a, [1, 2, 3, 4]), await review(other, a, [])]).toEqual(["invalid", "done"]);
    const board = await readBoard(db.ctx(firm), challenge.number);
    const row = board.rows.find((r) => r.id === a);
    expect([row?.standing?.count, row?.reviews.map((r) => [r.counts, r.words])]).toEqual([0, [[false, "依据充分"]]]);
  });
});

describe("awardProposal", () => {
  test("names one winner, ends the others and opens a deal with the proposal's terms, which goes on to a contract", async () => {
    await toFinalists();
    const [a = "", b = "", c = ""] = ids;
    const { number } = await award(a);
    expect(await demandState()).toBe("awarded");
    expect((await Promise.all(ids.map((id) => rowOf(db, id)))).map((r) => r.state)).toEqual([
      "awarded",
      "declined",
      "declined",
    ]);
    const deal = await readDeal(db.ctx(firm), number);
    expect(deal).toMatchObject({
      role: "buyer",
      phase: "negotiation",
      listing: null,
      demand: { number: challenge.number },
      title: { titleZh: "主轴热误差" },
      seller: { id: unis[0]?.orgId },
      turn: { side: "buyer", move: "answer-offer" },
    });
    expect(deal.rounds[0]).toMatchObject({ side: "seller", terms: { milestones: [{ amount: "40000000" }, {}] } });
    expect((await listDeals(db.ctx(unis[0] ?? firm))).rows.map((d) => [d.number, d.titleZh])).toContainEqual([
      number,
      "主轴热误差",
    ]);
    expect((await readOwnProposal(db.ctx(unis[0] ?? firm), a)).dealNumber).toBe(number);
    const types = (await emitted(db)).filter((e) => [a, b, c].some((id) => JSON.stringify(e.payload).includes(id)));
    expect(types.filter((e) => e.type === "proposal.changed").length).toBeGreaterThanOrEqual(6);
    const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, a));
    expect(rows.map((r) => r.action)).toContain("proposal.awarded");
    const offer = deal.rounds[0];
    const done = await acceptOffer(db.ctx(firm), { offerId: offer?.id ?? "", termsHash: offer?.termsHash ?? "" });
    expect(done.contractId).not.toBeNull();
    expect((await readDeal(db.ctx(firm), number)).phase).toBe("contract");
  });
  test("two awards at once leave one winner and one deal", async () => {
    await toFinalists();
    const [a = "", b = ""] = ids;
    const codes = await Promise.all([codeOf(award(a)), codeOf(award(b))]);
    expect(codes.filter((c) => c === "done")).toHaveLength(1);
    expect(await db.admin.$count(deals, eq(deals.demandId, challenge.id))).toBe(1);
    const won = and(eq(proposals.demandId, challenge.id), eq(proposals.state, "awarded"));
    expect(await db.admin.$count(proposals, won)).toBe(1);
  });
  test("a repeat, at once or later, is the same deal", async () => {
    await toFinalists();
    const [a = ""] = ids;
    const numbers = await Promise.all([award(a), award(a), award(a)]);
    expect(new Set([...numbers, await award(a)].map((n) => n.number)).size).toBe(1);
    const [deal] = await db.admin.select().from(deals).where(eq(deals.demandId, challenge.id));
    expect(await db.admin.$count(offers, eq(offers.dealId, deal?.id ?? ""))).toBe(1);
  });
  test("an award and a withdrawal at the same moment leave one of the two", async () => {
    await toFinalists();
    const [a = ""] = ids;
    const { version } = await rowOf(db, a);
    const [awarded, withdrawn] = await Promise.all([
      codeOf(award(a)),
      codeOf(withdrawProposal(db.ctx(unis[0] ?? firm), { id: a, version })),
    ]);
    expect([awarded, withdrawn].filter((c) => c === "done")).toHaveLength(1);
    expect((await rowOf(db, a)).state).toBe(awarded === "done" ? "awarded" : "withdrawn");
  });
  test("refuses who is no finalist, an earlier stage, and whoever a conflict keeps from part of the field", async () => {
    const [a = "", , c = ""] = ids;
    expect(await codeOf(award(a))).toBe("demands/transition");
    const tied = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["member"]);
    await appointReviewer(db.ctx(firm), { demand: challenge.number, email: mailOf(tied), role: "commenter" });
    await state(tied, [c]);
    await toFinalists();
    expect(await codeOf(award(c))).toBe("proposals/transition");
    expect(await codeOf(award(a, newId("deal"), tied))).toBe("proposals/conflicted");
    expect(await codeOf(award(a, newId("deal"), unis[0]))).toBe("not-found");
    expect(await demandState()).toBe("finalist");
  });
});

describe("what follows an award", () => {
  test("the notice is there for whoever reads the demand; a hidden name stays hidden; nothing of the proposal is in it", async () => {
    await toFinalists();
    expect(await codeOf(readAward(db.ctx({ kind: "visitor" }), challenge.number))).toBe("not-found");
    await award(ids[0] ?? "");
    const notice = () => readAward(db.ctx({ kind: "visitor" }), challenge.number);
    expect(await notice()).toMatchObject({ owner: expect.anything(), winner: { nameZh: expect.any(String) } });
    expect(JSON.stringify(await notice())).not.toContain("变阻尼");
    await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, challenge.id));
    expect(await notice()).toMatchObject({ owner: null });
    await db.admin.update(demands).set({ visibility: "named" }).where(eq(demands.id, challenge.id));
    expect(await codeOf(notice())).toBe("not-found");
  });
  test("each that lost gets an answer with a reason, once, and hears of it without a word of it in the mail", async () => {
    await toFinalists();
    const [a = "", b = ""] = ids;
    expect(await codeOf(giveFeedback(db.ctx(firm), { proposalId: b, reason: "team", words }))).toBe(
      "proposals/not-ended",
    );
    await award(a);
    const answer = (reason: "team" | null, said = words) =>
      codeOf(giveFeedback(db.ctx(firm), { proposalId: b, reason, words: said }));
    expect(await answer(null)).toBe("invalid");
    expect([await answer("team"), await answer("team"), await answer("team", `${words}改`)]).toEqual([
      "done",
      "done",
      "proposals/answered",
    ]);
    const own = await readOwnProposal(db.ctx(unis[1] ?? firm), b);
    expect([own.reason, own.feedback]).toEqual(["team", words]);
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    await notifyProposal(worker, b);
    const mails = await mailsTo(db, mailOf(unis[1] ?? firm));
    expect(mails.map((m) => m.kind)).toContain("proposal-answered");
    expect(JSON.stringify(mails)).not.toContain(words);
  });
  test("who owes is reminded once for each fact, and told when the promised day has passed", async () => {
    await toAssessment();
    const worker = db.ctx({ kind: "system", name: "schedule" }, db.worker);
    const kinds = async (p: PersonActor) =>
      (await mailsTo(db, mailOf(p))).filter((m) => m.args.number === challenge.number).map((m) => m.kind);
    await Promise.all([remindReviews(worker), remindReviews(worker)]);
    expect(await kinds(lead)).toEqual(["review-open"]);
    const due = (day: string) =>
      db.admin
        .update(demands)
        .set({ feedbackDue: day, closesOn: "2026-01-01", closedAt: new Date("2026-01-02") })
        .where(eq(demands.id, challenge.id));
    await due("2099-01-01");
    await remindReviews(worker);
    expect(await kinds(lead)).toEqual(["review-open", "review-late"]);
    expect(await kinds(firm)).toEqual([]);
    await due("2026-02-01");
    await remindReviews(worker);
    await remindReviews(worker);
    expect(await kinds(firm)).toEqual(["feedback-overdue"]);
    expect(await codeOf(remindReviews(db.ctx(firm)))).toBe("not-found");
  });
});
