import { auditEvents, demands, notifications, proposals } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, mailsTo, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { and, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelDemand } from "../demands/index.ts";
import {
  appointReviewer,
  chooseFinalist,
  confideReview,
  dismissReviewer,
  notifyProposal,
  notifyRecommendation,
  notifyReviewer,
  readBoard,
  readOwnProposal,
  readReviewDesk,
  recommendAward,
  remindReviews,
  stateConflicts,
  withdrawProposal,
} from "./index.ts";
import { aChallenge, aDraft, aSubmitted, aUniversity, rowOf, toState } from "./testing/challenge.ts";
import { aCourse, aField, type Course, type Field, mailOf } from "./testing/course.ts";

let db: TestDb;
let field: Field;
let c: Course;
const worker = () => db.ctx({ kind: "system", name: "notices" }, db.worker);

beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
});
beforeEach(async () => {
  c = await aCourse(db, field);
});
afterAll(() => db.close());

const reason = "预算被取消，本年度不再实施该项目，谢谢各位应榜单位。";
const recommendation = { words: "指标与条件都最合适，建议把榜授予这一家单位。" };
const turn = async () => (await readBoard(db.ctx(field.firm), c.number)).turn;

describe("a conflict declared after the points were given", () => {
  test("takes them out of the sums, keeps them on record with a mark, and the stage waits for others", async () => {
    const [first] = c.ids;
    await c.toAssessment();
    await c.review(field.other, first, [90, 90, 90, 90]);
    await chooseFinalist(db.ctx(field.firm), { proposalId: first });
    await c.state(field.other, [first]);
    const row = (await readBoard(db.ctx(field.firm), c.number)).rows.find((r) => r.id === first);
    expect([row?.standing?.count, row?.standing?.rank]).toEqual([0, null]);
    expect(row?.reviews.map((r) => [r.valid, r.points])).toEqual([[false, [90, 90, 90, 90]]]);
    expect(await c.step("shortlist")).toBe("proposals/stage");
  });
  test("the stage goes on once another's valid points are there, and a late finalist needs them too", async () => {
    await c.toFinalists();
    const [first, second, third] = c.ids;
    for (const [i, id] of [first, second].entries()) {
      const { version } = await rowOf(db, id);
      await withdrawProposal(db.ctx(field.unis[i] as PersonActor), { id, version });
    }
    await c.state(field.lead, [third]);
    expect(await codeOf(chooseFinalist(db.ctx(field.firm), { proposalId: third }))).toBe("done");
    expect((await rowOf(db, third)).state).toBe("finalist");
    const again = await aCourse(db, field);
    await again.toFinalists();
    for (const who of [field.lead, field.other]) await again.state(who, [again.ids[2]]);
    expect(await codeOf(chooseFinalist(db.ctx(field.firm), { proposalId: again.ids[2] }))).toBe("proposals/stage");
  });
});

describe("a reviewer who was dismissed and appointed again", () => {
  const appoint = (role: "lead" | "commenter" = "lead") =>
    appointReviewer(db.ctx(field.firm), { demand: c.number, email: mailOf(field.other), role });
  test("is asked anew: reads nothing, counts for nothing and hears of it, while declared conflicts stand", async () => {
    const [first, second] = c.ids;
    await c.toAssessment([second]);
    await c.review(field.other, first, [90, 90, 90, 90]);
    await notifyReviewer(worker(), c.id, field.other.userId);
    await dismissReviewer(db.ctx(field.firm), { demand: c.number, userId: field.other.userId });
    await appoint();
    await notifyReviewer(worker(), c.id, field.other.userId);
    await notifyReviewer(worker(), c.id, field.other.userId);
    const told = (await mailsTo(db, mailOf(field.other))).filter((m) => m.args.number === c.number);
    expect(told.map((m) => m.kind)).toEqual(["reviewer-appointed", "reviewer-appointed"]);
    const desk = await readReviewDesk(db.ctx(field.other), c.number);
    expect([desk.statement, desk.statedAt, desk.proposals]).toEqual(["", null, []]);
    expect(await c.review(field.other, first, [80, 80, 80, 80], 1)).toBe("not-found");
    const count = async () =>
      (await readBoard(db.ctx(field.firm), c.number)).rows.find((r) => r.id === first)?.standing?.count;
    expect(await count()).toBe(0);
    await c.state(field.other);
    expect(await count()).toBe(1);
    expect((await readReviewDesk(db.ctx(field.other), c.number)).proposals.map((p) => p.id)).not.toContain(second);
  });
  test("a change of role on a seat that stands asks nothing again", async () => {
    await c.toAssessment();
    await appoint("commenter");
    expect((await readReviewDesk(db.ctx(field.other), c.number)).statedAt).not.toBeNull();
  });
});

describe("recommendAward", () => {
  test("the leads recommend, an officer of the demander awards, and the board says whose turn it is", async () => {
    await c.toFinalists();
    const [first, second] = c.ids;
    expect(await turn()).toBe("leads");
    const recommend = (who: PersonActor, proposalId: string) =>
      codeOf(recommendAward(db.ctx(who), { proposalId, ...recommendation }));
    expect([await recommend(field.lead, first), await recommend(field.other, second)]).toEqual(["done", "done"]);
    expect(await turn()).toBe("award");
    expect([await recommend(field.other, first), await recommend(field.other, first)]).toEqual(["done", "done"]);
    const row = (await readBoard(db.ctx(field.firm), c.number)).rows.find((r) => r.id === first);
    expect(row?.recommended).toHaveLength(2);
    expect((await readReviewDesk(db.ctx(field.lead), c.number)).recommended?.proposalId).toBe(first);
    const events = (await emitted(db)).filter((e) => e.type === "award.recommended" && e.payload.demandId === c.id);
    expect(events).toHaveLength(3);
    await notifyRecommendation(worker(), c.id, field.lead.userId);
    await notifyRecommendation(worker(), c.id, field.lead.userId);
    const mails = (await mailsTo(db, mailOf(field.firm))).filter((m) => m.kind === "award-recommended");
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain("建议");
    // outside the demander nobody awards, whatever seat they have
    const officer = { ...field.lead, roles: ["owner", "manager"] } as const;
    expect([await codeOf(c.award(first, field.lead)), await codeOf(c.award(first, officer))]).toEqual([
      "forbidden",
      "not-found",
    ]);
    await c.award(first);
    expect(await recommend(field.lead, second)).toBe("proposals/transition");
  });
  test("refuses a commenter, who has a conflict, who has not stated, an earlier stage and strangers", async () => {
    const [first] = c.ids;
    const recommend = (who: PersonActor) =>
      codeOf(recommendAward(db.ctx(who), { proposalId: first, ...recommendation }));
    const tied = await aMember(db, "university", ["expert"]);
    const silent = await aMember(db, "university", ["expert"]);
    for (const [who, role] of [
      [tied, "lead"],
      [silent, "lead"],
      [field.other, "commenter"],
    ] as const)
      await appointReviewer(db.ctx(field.firm), { demand: c.number, email: mailOf(who), role });
    await c.state(tied, [first]);
    await c.toAssessment();
    expect(await recommend(field.lead)).toBe("proposals/transition");
    await c.review(field.lead, first, [80, 70, 60, 50]);
    await chooseFinalist(db.ctx(field.firm), { proposalId: first });
    expect(await recommend(field.lead)).toBe("proposals/transition");
    await c.step("shortlist");
    expect(await recommend(field.lead)).toBe("done");
    expect(await recommend(field.other)).toBe("forbidden");
    for (const who of [tied, silent, field.firm, field.unis[0], await aUniversity(db)])
      expect(await recommend(who)).toBe("not-found");
  });
});

describe("a challenge that is taken away", () => {
  const cancel = (id: string, said = reason, version = 1) =>
    codeOf(cancelDemand(db.ctx(field.firm), { id, version, reason: said }));
  const kinds = async (who: PersonActor, number: string) =>
    (await mailsTo(db, mailOf(who))).filter((m) => m.args.number === number).map((m) => m.kind);

  test("owes a reason, which is the answer of everybody who proposed, sealed or not, in the same commit", async () => {
    const open = await aChallenge(db, field.firm);
    const [one, two] = [
      await aSubmitted(db, field.unis[0], open.number),
      await aSubmitted(db, field.unis[1], open.number),
    ];
    const draft = await aDraft(db, field.unis[2], open.number);
    expect([await cancel(open.id, ""), await cancel(open.id, "太短了")]).toEqual(["invalid", "invalid"]);
    expect((await rowOf(db, one)).state).toBe("submitted");
    expect(await cancel(open.id)).toBe("done");
    for (const id of [one, two])
      expect(await rowOf(db, id)).toMatchObject({ state: "declined", feedback: reason, feedbackAt: expect.any(Date) });
    expect((await rowOf(db, draft)).state).toBe("draft");
    expect(await readOwnProposal(db.ctx(field.unis[0]), one)).toMatchObject({ feedback: reason });
    expect((await readOwnProposal(db.ctx(field.unis[2]), draft)).demand.cancelReason).toBe(reason);
    const events = (await emitted(db)).flatMap((e) => (e.type === "proposal.changed" ? [e.payload.proposalId] : []));
    for (const id of [one, two, draft]) {
      expect(events).toContain(id);
      await notifyProposal(worker(), id);
      await notifyProposal(worker(), id);
    }
    for (const uni of field.unis) expect(await kinds(uni, open.number)).toEqual(["proposal-cancelled"]);
    const told = await db.admin.select().from(notifications).where(eq(notifications.userId, field.unis[2].userId));
    expect(told.filter((n) => n.href === `/proposals/${draft}`)).toHaveLength(1);
    // the demander learns from its own records neither who proposed nor how many
    const own = and(eq(auditEvents.chain, field.firm.orgId ?? ""), eq(auditEvents.action, "proposal.answered"));
    expect(await db.admin.$count(auditEvents, own)).toBe(0);
    expect(await db.admin.$count(auditEvents, eq(auditEvents.object, two))).toBeGreaterThan(2);
  });
  test("ends a review at any stage; what was screened out keeps its own reason", async () => {
    await c.toAssessment();
    const [first, second] = c.ids;
    await db.admin.update(demands).set({ version: 5 }).where(eq(demands.id, c.id));
    await c.review(field.lead, first, [50, 50, 50, 50]);
    await chooseFinalist(db.ctx(field.firm), { proposalId: first });
    expect(await cancel(c.id, reason, 4)).toBe("stale");
    expect(await cancel(c.id, reason, 5)).toBe("done");
    expect((await Promise.all([first, second].map((id) => rowOf(db, id)))).map((r) => r.state)).toEqual([
      "declined",
      "declined",
    ]);
    expect(await cancel(c.id, reason, 6)).toBe("demands/transition");
  });
  test("a reason that says a hidden name is refused; a draft owes none", async () => {
    const hidden = await aChallenge(db, field.firm, { visibility: "hidden_name" });
    const [row] = await db.admin.query.organisations.findMany({
      where: (o, { eq: is }) => is(o.id, field.firm.orgId ?? ""),
    });
    expect(await cancel(hidden.id, `${reason}${row?.nameZh}`)).toBe("invalid");
    const draft = await aChallenge(db, field.firm, { state: "draft" });
    expect(await cancel(draft.id, "")).toBe("done");
  });
  test("a proposal sent and a challenge taken away at the same moment leave nobody without an answer", async () => {
    const open = await aChallenge(db, field.firm);
    const sent = field.unis.map((u) => aSubmitted(db, u, open.number));
    const [, ...done] = await Promise.all([cancel(open.id), ...sent.map((s) => s.catch(() => null))]);
    for (const id of done) if (id) expect((await rowOf(db, id)).feedback).toBe(reason);
  });
});

describe("a challenge that nobody answered", () => {
  test("is its officers' turn: they are told once, no reviewer is, and they may take it away", async () => {
    const empty = await aChallenge(db, field.firm);
    const expert = await aPerson(db, { id: field.firm.orgId ?? "", kind: "firm" }, ["member"]);
    await appointReviewer(db.ctx(field.firm), { demand: empty.number, email: mailOf(expert), role: "lead" });
    await toState(db, empty.id, "closed");
    const schedule = db.ctx({ kind: "system", name: "schedule" }, db.worker);
    await remindReviews(schedule);
    await remindReviews(schedule);
    const kinds = async (p: PersonActor) =>
      (await mailsTo(db, mailOf(p))).filter((m) => m.args.number === empty.number).map((m) => m.kind);
    expect(await kinds(field.firm)).toEqual(["challenge-empty"]);
    expect(await kinds(expert)).toEqual(["challenge-empty"]);
    expect((await readBoard(db.ctx(field.firm), empty.number)).turn).toBe("empty");
    // every challenge is looked at, however many there are
    const more = Array.from({ length: 120 }, () =>
      aChallenge(db, field.firm, { state: "closed", closedAt: new Date() }),
    );
    await Promise.all(more);
    const judged = inArray(demands.state, ["closed", "screening", "assessing", "finalist"]);
    const looked = await remindReviews(schedule);
    expect(looked).toBeGreaterThanOrEqual(await db.admin.$count(demands, judged));
    expect(looked).toBeGreaterThan(120);
    // those that ended only as long as somebody waits for an answer
    const ended = await aChallenge(db, field.firm);
    const waiting = await aSubmitted(db, field.unis[0], ended.number);
    await db.admin.update(proposals).set({ state: "declined" }).where(eq(proposals.id, waiting));
    await toState(db, ended.id, "awarded");
    expect(await remindReviews(schedule)).toBe(looked + 1);
    await db.admin.update(proposals).set({ feedbackAt: new Date() }).where(eq(proposals.id, waiting));
    expect(await remindReviews(schedule)).toBe(looked);
    expect(await codeOf(cancelDemand(db.ctx(field.firm), { id: empty.id, version: 1, reason }))).toBe("done");
  });
});

describe("a reviewer of a demander who hides its name", () => {
  test("learns it by the duty of confidence, before the statement that may name ties to it", async () => {
    await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, c.id));
    const owner = async (who: PersonActor) => (await readReviewDesk(db.ctx(who), c.number)).owner;
    const state = () =>
      codeOf(stateConflicts(db.ctx(field.lead), { demand: c.number, statement: "无", confirmed: true, conflicts: [] }));
    expect([await owner(field.lead), await state()]).toEqual([null, "demands/confidence"]);
    const confide = (who: PersonActor) => codeOf(confideReview(db.ctx(who), { demand: c.number, accepted: true }));
    const both = [confide(field.lead), confide(field.lead)];
    expect([...(await Promise.all(both)), await confide(field.lead)]).toEqual(["done", "done", "done"]);
    const said = and(eq(auditEvents.object, c.id), eq(auditEvents.action, "reviewer.confided"));
    expect(await db.admin.$count(auditEvents, said)).toBe(1);
    expect(await owner(field.lead)).not.toBeNull();
    expect(await owner(field.other)).toBeNull();
    expect([await confide(field.unis[0]), await state()]).toEqual(["not-found", "done"]);
  });
  test("is asked for no such duty where they are of that organisation", async () => {
    await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, c.id));
    const own = await aPerson(db, { id: field.firm.orgId ?? "", kind: "firm" }, ["expert"]);
    await appointReviewer(db.ctx(field.firm), { demand: c.number, email: mailOf(own), role: "commenter" });
    expect((await readReviewDesk(db.ctx(own), c.number)).owner).not.toBeNull();
    const said = { demand: c.number, statement: "无", confirmed: true as const, conflicts: [] };
    expect(await codeOf(stateConflicts(db.ctx(own), said))).toBe("done");
  });
});
