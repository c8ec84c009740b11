import { newId } from "@peony/db";
import { auditEvents, proposals } from "@peony/db/schema";
import { aMember, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createProposal,
  listOwnProposals,
  readOwnProposal,
  saveAndSubmitProposal,
  saveProposal,
  stateConflicts,
  submitProposal,
  withdrawProposal,
} from "./index.ts";
import { aChallenge, aDraft, aPage, aSubmitted, aUniversity, inDays, rowOf, toState } from "./testing/challenge.ts";

let db: TestDb;
let firm: PersonActor;
let uni: PersonActor;
let rival: PersonActor;
let challenge: { id: string; number: string };

beforeAll(async () => {
  db = await createTestDb();
  firm = await aMember(db, "firm", ["owner", "manager"]);
  [uni, rival] = await Promise.all([aUniversity(db), aUniversity(db)]);
});
beforeEach(async () => {
  challenge = await aChallenge(db, firm);
});
afterAll(() => db.close());

const create = (actor: PersonActor, id = newId("proposal"), from: string | null = null) =>
  createProposal(db.ctx(actor), { id, demand: challenge.number, from });
const refused = async (work: Promise<unknown>): Promise<DomainError> => {
  const e = await work.then(
    () => null,
    (x: unknown) => x,
  );
  if (!(e instanceof DomainError)) throw new Error("was not refused");
  return e;
};

describe("createProposal", () => {
  test("starts an empty draft, once for each id", async () => {
    const id = newId("proposal");
    await Promise.all([create(uni, id), create(uni, id)]);
    expect(await db.admin.$count(proposals, eq(proposals.id, id))).toBe(1);
    expect((await listOwnProposals(db.ctx(uni))).map((p) => p.id)).toContain(id);
    expect(await codeOf(create(rival, id))).toBe("not-found");
  });
  test("takes over the text of an earlier one and leaves that as it was", async () => {
    const earlier = await aSubmitted(db, uni, challenge.number);
    challenge = await aChallenge(db, firm);
    const { id } = await create(uni, newId("proposal"), earlier);
    const [then, now] = await Promise.all([rowOf(db, earlier), rowOf(db, id)]);
    expect([now.state, now.title, now.milestones, now.version]).toEqual(["draft", then.title, then.milestones, 1]);
    expect(await codeOf(create(rival, newId("proposal"), earlier))).toBe("not-found");
  });
  test("refuses the demander itself, closed and ordinary demands, and who may not read the demand", async () => {
    expect(await codeOf(create(firm))).toBe("proposals/own-demand");
    for (const over of [
      { state: "closed" as const },
      { kind: "ordinary" as const },
      { closesOn: inDays(-2), deadline: inDays(-2) },
    ]) {
      challenge = await aChallenge(db, firm, over);
      expect(await codeOf(create(uni))).toBe("proposals/closed");
    }
    challenge = await aChallenge(db, firm, { visibility: "named" });
    expect(await codeOf(create(uni))).toBe("not-found");
    challenge = await aChallenge(db, firm, { state: "draft" });
    expect(await codeOf(create(uni))).toBe("not-found");
    expect(await codeOf(create(await aMember(db, "university", ["inventor"])))).toBe("forbidden");
  });
});

describe("saveProposal", () => {
  test("saves, and a repeat saves nothing more", async () => {
    const { id } = await create(uni);
    const first = await saveProposal(db.ctx(uni), aPage(id));
    const again = await saveProposal(db.ctx(uni), aPage(id));
    expect([first.version, again.version]).toEqual([2, 2]);
    expect((await readOwnProposal(db.ctx(uni), id)).gaps).toEqual([]);
  });
  test("keeps both texts apart: the later of two editors is told what changed", async () => {
    const { id } = await create(uni);
    await saveProposal(db.ctx(uni), aPage(id, { title: "甲" }));
    const e = await refused(saveProposal(db.ctx(uni), aPage(id, { title: "乙" })));
    expect([e.code, e.data.changed]).toEqual(["stale", expect.arrayContaining(["title"])]);
    expect((await rowOf(db, id)).title).toBe("甲");
  });
  test("what was submitted stays whole while it changes, and is frozen when the window has closed", async () => {
    const id = await aSubmitted(db, uni, challenge.number);
    const page = (over: Record<string, unknown>) => ({ ...aPage(id, over), version: 3 });
    const e = await refused(saveProposal(db.ctx(uni), page({ team: "" })));
    expect([e.code, Object.keys(e.data.fields ?? {})]).toEqual(["proposals/not-ready", ["team"]]);
    await saveProposal(db.ctx(uni), page({ team: "四人" }));
    expect(await rowOf(db, id)).toMatchObject({ state: "submitted", team: "四人", version: 4 });
    await toState(db, challenge.id, "closed");
    expect(await codeOf(saveProposal(db.ctx(uni), { ...aPage(id), version: 4 }))).toBe("proposals/closed");
  });
  test("the database itself keeps the text from others and from the time after", async () => {
    const id = await aSubmitted(db, uni, challenge.number);
    await toState(db, challenge.id, "screening");
    await stateConflicts(db.ctx(firm), { demand: challenge.number, statement: "无", confirmed: true, conflicts: [] });
    for (const { orgId, userId } of [uni, firm]) {
      const work = db.web.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('app.org', ${orgId ?? ""}, true), set_config('app.user', ${userId}, true)`,
        );
        await tx.execute(sql`update proposals set plan = 'x' where id = ${id}`);
      });
      expect(await codeOf(work)).toBe("23001");
    }
  });
});

describe("submitProposal", () => {
  test("enters the competition once, with one event", async () => {
    const id = await aDraft(db, uni, challenge.number);
    await Promise.all([1, 2, 3].map(() => submitProposal(db.ctx(uni), { id, version: 2 })));
    expect(await rowOf(db, id)).toMatchObject({ state: "submitted", version: 3, submittedBy: uni.userId });
    const events = await emitted(db);
    expect(events.filter((e) => JSON.stringify(e).includes(id))).toHaveLength(1);
    const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.object, id));
    expect(rows.map((r) => [r.chain, r.action])).toEqual([
      [uni.orgId, "proposal.created"],
      [uni.orgId, "proposal.saved"],
      [uni.orgId, "proposal.submitted"],
    ]);
  });
  test("several drafts at once leave one of them in the competition", async () => {
    const drafts = await Promise.all([1, 2, 3].map(() => aDraft(db, uni, challenge.number)));
    const codes = await Promise.all(drafts.map((id) => codeOf(submitProposal(db.ctx(uni), { id, version: 2 }))));
    expect(codes.sort()).toEqual(["done", "proposals/one-each", "proposals/one-each"]);
    await aSubmitted(db, rival, challenge.number);
  });
  test("after a withdrawal another may follow, while the window is open", async () => {
    const first = await aSubmitted(db, uni, challenge.number);
    await withdrawProposal(db.ctx(uni), { id: first, version: 3 });
    await withdrawProposal(db.ctx(uni), { id: first, version: 3 });
    await aSubmitted(db, uni, challenge.number);
    expect((await rowOf(db, first)).state).toBe("withdrawn");
  });
  test("refuses what is not whole, naming each part; what came too late; and who is not verified", async () => {
    const { id } = await create(uni);
    const e = await refused(submitProposal(db.ctx(uni), { id, version: 1 }));
    expect(Object.keys(e.data.fields ?? {})).toEqual(
      expect.arrayContaining([
        "title",
        "hypothesis",
        "rationale",
        "plan",
        "trl",
        "team",
        "budget",
        "milestones.0.name",
      ]),
    );
    const late = await aDraft(db, uni, challenge.number);
    await toState(db, challenge.id, "closed");
    expect(await codeOf(submitProposal(db.ctx(uni), { id: late, version: 2 }))).toBe("proposals/closed");
    const unverified = await aMember(db, "university", ["owner"], { verification: "draft" });
    challenge = await aChallenge(db, firm);
    const draft = await aDraft(db, unverified, challenge.number);
    expect(await codeOf(submitProposal(db.ctx(unverified), { id: draft, version: 2 }))).toBe("identity/unverified");
  });
  test("the closing and a submit at the same moment leave a proposal that is in, or a refusal, and nothing between", async () => {
    const id = await aDraft(db, uni, challenge.number);
    const [code] = await Promise.all([
      codeOf(submitProposal(db.ctx(uni), { id, version: 2 })),
      toState(db, challenge.id, "closed"),
    ]);
    expect([code, (await rowOf(db, id)).state]).toEqual(
      code === "done" ? ["done", "submitted"] : ["proposals/closed", "draft"],
    );
  });
  test("saves and submits what the form holds, both or neither", async () => {
    const { id } = await create(uni);
    expect(await codeOf(saveAndSubmitProposal(db.ctx(uni), aPage(id, { team: "" })))).toBe("proposals/not-ready");
    expect(await rowOf(db, id)).toMatchObject({ state: "draft", title: "", version: 1 });
    await saveAndSubmitProposal(db.ctx(uni), aPage(id));
    expect((await rowOf(db, id)).state).toBe("submitted");
  });
  test("hides another organisation's proposal from everything its own can do", async () => {
    const id = await aDraft(db, uni, challenge.number);
    for (const work of [
      () => saveProposal(db.ctx(rival), aPage(id)),
      () => submitProposal(db.ctx(rival), { id, version: 2 }),
      () => withdrawProposal(db.ctx(rival), { id, version: 2 }),
      () => readOwnProposal(db.ctx(rival), id),
    ])
      expect(await codeOf(work())).toBe("not-found");
    expect(await listOwnProposals(db.ctx(rival))).not.toContainEqual(expect.objectContaining({ id }));
  });
});
