import { auditEvents, deals, demands, offers, proposals } from "@peony/db/schema";
import { aPerson, codeOf, createTestDb, emitted, mailsTo, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDeals, readDeal } from "../deals/index.ts";
import { acceptOffer } from "../offers/index.ts";
import {
  appointReviewer,
  giveFeedback,
  notifyProposal,
  readAward,
  readAwardedDeal,
  readOwnProposal,
  remindReviews,
  withdrawProposal,
} from "./index.ts";
import { rowOf } from "./testing/challenge.ts";
import { aCourse, aField, type Course, type Field, mailOf } from "./testing/course.ts";

let db: TestDb;
let field: Field;
let firm: PersonActor;
let lead: PersonActor;
let unis: Field["unis"];
let c: Course;

beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
  ({ firm, lead, unis } = field);
});
beforeEach(async () => {
  c = await aCourse(db, field);
});
afterAll(() => db.close());

const words = "理由写得够长了，二十个字以上，可以发出去。";
const demandState = async () =>
  (await db.admin.select({ s: demands.state }).from(demands).where(eq(demands.id, c.id)))[0]?.s;

describe("awardProposal", () => {
  test("names one winner, ends the others and opens a deal with the proposal's terms, which goes on to a contract", async () => {
    const [target] = [{ name: { zh: "热漂移", en: "" }, current: "25", target: "8", unit: { zh: "μm", en: "" } }];
    await db.admin
      .update(demands)
      .set({ targets: [{ ...target, direction: "at_most" as const }] })
      .where(eq(demands.id, c.id));
    await c.toFinalists();
    const [first, second, third] = c.ids;
    expect(await readAwardedDeal(db.ctx(firm), c.number)).toBeNull();
    const { number } = await c.award(first);
    expect([await readAwardedDeal(db.ctx(firm), c.number), await readAwardedDeal(db.ctx(unis[0]), c.number)]).toEqual([
      number,
      null,
    ]);
    expect(await demandState()).toBe("awarded");
    expect((await Promise.all(c.ids.map((id) => rowOf(db, id)))).map((r) => r.state)).toEqual([
      "awarded",
      "declined",
      "declined",
    ]);
    const deal = await readDeal(db.ctx(firm), number);
    expect(deal).toMatchObject({
      role: "buyer",
      phase: "negotiation",
      listing: null,
      demand: { number: c.number },
      title: { titleZh: "主轴热误差" },
      seller: { id: unis[0]?.orgId },
      turn: { side: "buyer", move: "answer-offer" },
    });
    expect(deal.rounds[0]).toMatchObject({ side: "seller", terms: { milestones: [{ amount: "40000000" }, {}] } });
    expect(deal.rounds[0]?.terms.milestones.map((m) => m.testMethod.zh)).toEqual([
      "台架试验",
      "指标：热漂移 ≤ 8 μm。检验方法：台架试验",
    ]);
    expect((await listDeals(db.ctx(unis[0]))).rows.map((d) => [d.number, d.titleZh])).toContainEqual([
      number,
      "主轴热误差",
    ]);
    expect((await readOwnProposal(db.ctx(unis[0]), first)).dealNumber).toBe(number);
    const types = (await emitted(db)).filter((e) =>
      [first, second, third].some((id) => JSON.stringify(e.payload).includes(id)),
    );
    expect(types.filter((e) => e.type === "proposal.changed").length).toBeGreaterThanOrEqual(6);
    const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, first));
    expect(rows.map((r) => r.action)).toContain("proposal.awarded");
    const offer = deal.rounds[0];
    const done = await acceptOffer(db.ctx(firm), { offerId: offer?.id ?? "", termsHash: offer?.termsHash ?? "" });
    expect(done.contractId).not.toBeNull();
    expect((await readDeal(db.ctx(firm), number)).phase).toBe("contract");
  });
  test("two awards at once leave one winner and one deal", async () => {
    await c.toFinalists();
    const [first, second] = c.ids;
    const codes = await Promise.all([codeOf(c.award(first)), codeOf(c.award(second))]);
    expect(codes.filter((c) => c === "done")).toHaveLength(1);
    expect(await db.admin.$count(deals, eq(deals.demandId, c.id))).toBe(1);
    const won = and(eq(proposals.demandId, c.id), eq(proposals.state, "awarded"));
    expect(await db.admin.$count(proposals, won)).toBe(1);
  });
  test("a repeat, at once or later, is the same deal", async () => {
    await c.toFinalists();
    const [first] = c.ids;
    const numbers = await Promise.all([c.award(first), c.award(first), c.award(first)]);
    expect(new Set([...numbers, await c.award(first)].map((n) => n.number)).size).toBe(1);
    const [deal] = await db.admin.select().from(deals).where(eq(deals.demandId, c.id));
    expect(await db.admin.$count(offers, eq(offers.dealId, deal?.id ?? ""))).toBe(1);
  });
  test("an award and a withdrawal at the same moment leave one of the two", async () => {
    await c.toFinalists();
    const [first] = c.ids;
    const { version } = await rowOf(db, first);
    const [awarded, withdrawn] = await Promise.all([
      codeOf(c.award(first)),
      codeOf(withdrawProposal(db.ctx(unis[0]), { id: first, version })),
    ]);
    expect([awarded, withdrawn].filter((c) => c === "done")).toHaveLength(1);
    expect((await rowOf(db, first)).state).toBe(awarded === "done" ? "awarded" : "withdrawn");
  });
  test("refuses who is no finalist, an earlier stage, and whoever a conflict keeps from part of the field", async () => {
    const [first, , third] = c.ids;
    expect(await codeOf(c.award(first))).toBe("demands/transition");
    const tied = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["member"]);
    await appointReviewer(db.ctx(firm), { demand: c.number, email: mailOf(tied), role: "commenter" });
    await c.state(tied, [third]);
    await c.toFinalists();
    expect(await codeOf(c.award(third))).toBe("proposals/transition");
    expect(await codeOf(c.award(first, tied))).toBe("proposals/conflicted");
    expect(await codeOf(c.award(first, unis[0]))).toBe("not-found");
    expect(await demandState()).toBe("finalist");
  });
});

describe("what follows an award", () => {
  test("the notice is there for whoever reads the demand; a hidden name stays hidden; nothing of the proposal is in it", async () => {
    await c.toFinalists();
    expect(await codeOf(readAward(db.ctx({ kind: "visitor" }), c.number))).toBe("not-found");
    await c.award(c.ids[0]);
    const notice = () => readAward(db.ctx({ kind: "visitor" }), c.number);
    expect(await notice()).toMatchObject({ owner: expect.anything(), winner: { nameZh: expect.any(String) } });
    expect(JSON.stringify(await notice())).not.toContain("变阻尼");
    await db.admin.update(demands).set({ visibility: "hidden_name" }).where(eq(demands.id, c.id));
    expect(await notice()).toMatchObject({ owner: null });
    await db.admin.update(demands).set({ visibility: "named" }).where(eq(demands.id, c.id));
    expect(await codeOf(notice())).toBe("not-found");
  });
  test("each that lost gets an answer with a reason, once, and hears of it without a word of it in the mail", async () => {
    await c.toFinalists();
    const [first, second] = c.ids;
    expect(await codeOf(giveFeedback(db.ctx(firm), { proposalId: second, reason: "team", words }))).toBe(
      "proposals/not-ended",
    );
    await c.award(first);
    const answer = (reason: "team" | null, said = words) =>
      codeOf(giveFeedback(db.ctx(firm), { proposalId: second, reason, words: said }));
    expect(await answer(null)).toBe("invalid");
    expect([await answer("team"), await answer("team"), await answer("team", `${words}改`)]).toEqual([
      "done",
      "done",
      "proposals/answered",
    ]);
    const own = await readOwnProposal(db.ctx(unis[1]), second);
    expect([own.reason, own.feedback]).toEqual(["team", words]);
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    await notifyProposal(worker, second);
    const mails = await mailsTo(db, mailOf(unis[1]));
    expect(mails.map((m) => m.kind)).toContain("proposal-answered");
    expect(JSON.stringify(mails)).not.toContain(words);
  });
  test("who owes is reminded once for each fact, and told when the promised day has passed", async () => {
    await c.toAssessment();
    const worker = db.ctx({ kind: "system", name: "schedule" }, db.worker);
    const kinds = async (p: PersonActor) =>
      (await mailsTo(db, mailOf(p))).filter((m) => m.args.number === c.number).map((m) => m.kind);
    await Promise.all([remindReviews(worker), remindReviews(worker)]);
    expect(await kinds(lead)).toEqual(["review-open"]);
    const due = (day: string) =>
      db.admin
        .update(demands)
        .set({ feedbackDue: day, closesOn: "2026-01-01", closedAt: new Date("2026-01-02") })
        .where(eq(demands.id, c.id));
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
