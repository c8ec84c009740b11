import { aPerson, codeOf, createTestDb, mailsTo, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  appointReviewer,
  chooseFinalist,
  dismissReviewer,
  notifyProposal,
  readBoard,
  screenProposal,
  setJudging,
  unlistFinalist,
} from "./index.ts";
import { aChallenge, aUniversity, rowOf, toState } from "./testing/challenge.ts";
import { aCourse, aField, type Course, type Field, mailOf } from "./testing/course.ts";

let db: TestDb;
let field: Field;
let firm: PersonActor;
let lead: PersonActor;
let other: PersonActor;
let unis: Field["unis"];
let c: Course;

beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
  ({ firm, lead, other, unis } = field);
});
beforeEach(async () => {
  c = await aCourse(db, field);
});
afterAll(() => db.close());

const words = "理由写得够长了，二十个字以上，可以发出去。";

describe("stages of a review", () => {
  test("each stage asks for what the one before leaves, and names what is missing", async () => {
    expect(await c.step("assess")).toBe("demands/transition");
    expect(await c.step("screen")).toBe("done");
    expect(await c.step("assess")).toBe("proposals/stage");
    const [first, second, third] = c.ids;
    await c.pass(first);
    await c.pass(first);
    const out = { proposalId: second, pass: false, reason: "off_target" as const, words };
    await screenProposal(db.ctx(firm), out);
    await screenProposal(db.ctx(firm), out);
    // said once: other words are refused, not dropped
    expect(await codeOf(screenProposal(db.ctx(firm), { ...out, words: `${words}${words}` }))).toBe(
      "proposals/transition",
    );
    expect(
      await codeOf(screenProposal(db.ctx(firm), { proposalId: third, pass: false, reason: null, words: "短" })),
    ).toBe("invalid");
    await c.pass(third);
    expect(await c.step("assess")).toBe("proposals/stage");
    await c.state(lead);
    expect(await c.step("assess")).toBe("done");
    expect(await c.step("shortlist")).toBe("proposals/stage");
    // without points nobody is shortlisted; a finalist is scored like the others and may be taken back, and the way goes on
    const choose = () => codeOf(chooseFinalist(db.ctx(firm), { proposalId: first }));
    const unlist = () => codeOf(unlistFinalist(db.ctx(firm), { proposalId: first, words: "误选" }));
    expect(await choose()).toBe("proposals/stage");
    await c.review(lead, first, [50, 50, 50, 50]);
    expect([await choose(), await choose(), await c.review(lead, first, [60, 50, 50, 50], 1)]).toEqual([
      "done",
      "done",
      "done",
    ]);
    expect([await unlist(), await unlist(), (await rowOf(db, first)).state]).toEqual(["done", "done", "assessing"]);
    await choose();
    const worker = db.ctx({ kind: "system", name: "notices" }, db.worker);
    const told = async () =>
      (await mailsTo(db, mailOf(unis[0]))).filter((m) => m.args.number === c.number).map((m) => m.kind);
    await notifyProposal(worker, first);
    expect(await told()).not.toContain("proposal-finalist");
    expect(await c.step("shortlist")).toBe("done");
    await notifyProposal(worker, first);
    expect(await told()).toContain("proposal-finalist");
    expect(await unlist()).toBe("proposals/transition");
    expect((await rowOf(db, second)).state).toBe("screened_out");
    expect(await codeOf(chooseFinalist(db.ctx(firm), { proposalId: second }))).toBe("proposals/transition");
  });
  test("only officers of the demander decide; to others the challenge and its proposals are not there", async () => {
    const inventor = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["inventor"]);
    expect(await c.step("screen", inventor)).toBe("forbidden");
    for (const who of [unis[0], await aUniversity(db)]) expect(await c.step("screen", who)).toBe("not-found");
    expect(await codeOf(readBoard(db.ctx(unis[0]), c.number))).toBe("not-found");
    const work = screenProposal(db.ctx(unis[0]), {
      proposalId: c.ids[1],
      pass: true,
      reason: null,
      words: "",
    });
    expect(await codeOf(work)).toBe("not-found");
  });
  test("the criteria stand once the window has closed, in the database too", async () => {
    const input = { demand: c.number, version: 0, scale: 5 as const, assessDays: 30 };
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
    const [first, second, third] = c.ids;
    await c.toAssessment([second]);
    for (const [who, id, points] of [
      [lead, first, [90, 80, 70, 60]],
      [other, first, [70, 60, 50, 40]],
      [lead, second, [50, 50, 50, 50]],
      [lead, third, [80, 70, 60, 50]],
    ] as const)
      expect(await c.review(who, id, [...points])).toBe("done");
    expect(await c.review(other, second, [100, 100, 100, 100])).toBe("not-found");
    const board = await readBoard(db.ctx(firm), c.number);
    const rows = c.ids.map((id) => board.rows.find((r) => r.id === id)?.standing);
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
    // a conflict that is found later takes the score out too
    await c.state(other, [first]);
    const told = (await readBoard(db.ctx(firm), c.number)).rows.find((r) => r.id === first);
    expect([told?.standing?.count, told?.reviews.map((r) => r.valid).sort()]).toEqual([1, [false, true]]);
    await dismissReviewer(db.ctx(firm), { demand: c.number, userId: other.userId });
    const after = await readBoard(db.ctx(firm), c.number);
    expect(after.rows.find((r) => r.id === first)?.standing).toMatchObject({ count: 1, spread: 0n });
  });
  test("refuses points that do not fit, a lost update and a stage that is not; a repeat changes nothing", async () => {
    const [first] = c.ids;
    await c.state(lead);
    expect(await c.review(lead, first, [1, 2, 3, 4])).toBe("proposals/transition");
    await c.toAssessment();
    expect(await c.review(lead, first, [1, 2, 3])).toBe("invalid");
    expect(await c.review(lead, first, [1, 2, 3, 101])).toBe("invalid");
    expect([await c.review(lead, first, [1, 2, 3, 4]), await c.review(lead, first, [1, 2, 3, 4])]).toEqual([
      "done",
      "done",
    ]);
    expect(await c.review(lead, first, [4, 3, 2, 1])).toBe("conflict");
    expect(await c.review(lead, first, [4, 3, 2, 1], 1)).toBe("done");
    expect(await c.review(firm, first, [1, 2, 3, 4])).toBe("not-found");
  });
  test("a commenter writes words, which do not count", async () => {
    const [first] = c.ids;
    await appointReviewer(db.ctx(firm), { demand: c.number, email: mailOf(other), role: "commenter" });
    await c.toAssessment();
    expect([await c.review(other, first, [1, 2, 3, 4]), await c.review(other, first, [])]).toEqual(["invalid", "done"]);
    const board = await readBoard(db.ctx(firm), c.number);
    const row = board.rows.find((r) => r.id === first);
    expect([row?.standing?.count, row?.reviews.map((r) => [r.counts, r.words])]).toEqual([0, [[false, "依据充分"]]]);
  });
});
