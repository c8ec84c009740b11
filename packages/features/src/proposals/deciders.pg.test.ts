import { demandChecks, demandInvitations, demandReadbacks, organisations } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { inviteInput } from "@peony/domain/demands";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inviteOrganisation, isOwnParty } from "../demands/index.ts";
import {
  appointReviewer,
  awardProposal,
  chooseFinalist,
  createProposal,
  giveFeedback,
  readBoard,
  readProposal,
  readProposalStart,
  screenProposal,
  stateConflicts,
  stepReview,
  submitProposal,
  unlistFinalist,
} from "./index.ts";
import { aChallenge, aDraft, aSubmitted, toState } from "./testing/challenge.ts";
import { aField, type Field, mailOf } from "./testing/course.ts";

let db: TestDb;
let field: Field;
beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
});
afterAll(() => db.close());

const words = "理由写得够长了，二十个字以上，可以发出去。";
const statements = ["none", "stated", "tied"] as const;

/** Two proposals in the screening; the asker is tied to the first of them, or to none, or has said nothing. */
const before = async (who: PersonActor, statement: (typeof statements)[number], seat: boolean) => {
  const { id, number } = await aChallenge(db, field.firm);
  if (seat) await appointReviewer(db.ctx(field.firm), { demand: number, email: mailOf(who), role: "lead" });
  const ids = [await aSubmitted(db, field.unis[0], number), await aSubmitted(db, field.unis[1], number)] as const;
  await toState(db, id, "screening");
  const conflicts = statement === "tied" ? [ids[0]] : [];
  if (statement !== "none")
    await stateConflicts(db.ctx(who), { demand: number, statement: "无", confirmed: true, conflicts });
  return { number, ids };
};

describe("whoever reads full texts or decides says first what ties them to whom", () => {
  const reads = async (who: PersonActor, number: string, ids: readonly string[]) => [
    (await readBoard(db.ctx(who), number)).rows.length,
    ...(await Promise.all(ids.map((id) => codeOf(readProposal(db.ctx(who), id))))),
  ];
  const acts = (who: PersonActor, number: string, id: string) => [
    () => screenProposal(db.ctx(who), { proposalId: id, pass: false, reason: "team", words }),
    () => stepReview(db.ctx(who), { demand: number, step: "assess" }),
    () => chooseFinalist(db.ctx(who), { proposalId: id }),
    () => unlistFinalist(db.ctx(who), { proposalId: id, words: "误选" }),
    () => awardProposal(db.ctx(who), { proposalId: id, dealId: db.ctx(who).newId("deal"), note: "" }),
    () => giveFeedback(db.ctx(who), { proposalId: id, reason: "team", words }),
  ];
  const codes = async (who: PersonActor, number: string, id: string) => {
    const all: string[] = [];
    for (const act of acts(who, number, id)) all.push(await codeOf(act()));
    return all;
  };

  test.each(statements.flatMap((s) => ([false, true] as const).map((seat) => [s, seat] as const)))(
    "an officer who has said %s, on the review team: %s",
    async (statement, seat) => {
      const who = await aPerson(db, { id: field.firm.orgId ?? "", kind: "firm" }, ["manager"]);
      const { number, ids } = await before(who, statement, seat);
      const seen = {
        none: [0, "not-found", "not-found"],
        stated: [2, "done", "done"],
        tied: [1, "not-found", "done"],
      }[statement];
      expect(await reads(who, number, ids)).toEqual(seen);
      const unstated = Array.from({ length: 6 }, () => "proposals/unstated");
      const barred = ["not-found", "proposals/conflicted", "not-found", "not-found", "not-found", "not-found"];
      const free = ["done", "proposals/stage", ...["proposals/transition", "proposals/transition"]];
      const expected = { none: unstated, stated: free, tied: barred }[statement];
      expect((await codes(who, number, ids[0])).slice(0, expected.length)).toEqual(expected);
      const board = await readBoard(db.ctx(who), number);
      expect([board.stated, board.proposers.length]).toEqual([statement !== "none", 2]);
    },
  );
  test("who is no officer of the demander decides nothing, whatever they have said", async () => {
    const colleague = await aPerson(db, { id: field.firm.orgId ?? "", kind: "firm" }, ["expert"]);
    const other = await aMember(db, "firm", ["owner", "manager"]);
    const { number, ids } = await before(field.firm, "stated", false);
    for (const code of await codes(colleague, number, ids[0])) expect(code).toMatch(/forbidden|not-found/);
    for (const code of await codes(other, number, ids[0])) expect(code).toBe("not-found");
    const state = (who: PersonActor) =>
      codeOf(stateConflicts(db.ctx(who), { demand: number, statement: "无", confirmed: true, conflicts: [] }));
    expect([await state(other), await state(field.unis[0])]).toEqual(["not-found", "not-found"]);
  });
  test("nobody states before the window has closed, for another, or for another's challenge", async () => {
    const { id, number } = await aChallenge(db, field.firm);
    const state = () =>
      codeOf(stateConflicts(db.ctx(field.firm), { demand: number, statement: "无", confirmed: true, conflicts: [] }));
    expect(await state()).toBe("proposals/sealed");
    await toState(db, id, "closed");
    const write = (org: PersonActor, user: string) =>
      codeOf(
        db.web.transaction(async (tx) => {
          await tx.execute(
            sql`select set_config('app.org', ${org.orgId ?? ""}, true), set_config('app.user', ${org.userId}, true)`,
          );
          await tx.execute(sql`insert into decider_statements values (${id}, ${user}, '无', now())`);
        }),
      );
    expect([await write(field.firm, field.lead.userId), await write(field.unis[0], field.unis[0].userId)]).toEqual([
      "42501",
      "42501",
    ]);
    expect([await write(field.firm, field.firm.userId), await state()]).toEqual(["done", "done"]);
  });
});

describe("whoever had a hand in a challenge does not compete for it", () => {
  const at = new Date();
  const create = (who: PersonActor, demand: string) =>
    codeOf(createProposal(db.ctx(who), { id: db.ctx(who).newId("proposal"), demand, from: null }));
  const officer = (kind: "university" | "park" | "broker" | "operator") => aMember(db, kind, ["owner", "manager"]);

  test("the operator, the checking park, the expert's organisation and the broker in its slot are refused", async () => {
    const { id, number } = await aChallenge(db, field.firm);
    const [operator, park, expert, broker] = [
      await officer("operator"),
      await officer("park"),
      await officer("university"),
      await officer("broker"),
    ];
    const org = (p: PersonActor) => (p.orgId ?? "") as Id<"organisation">;
    expect([await create(operator, number), await create(park, number)]).toEqual(["proposals/party", "done"]);
    await db.admin.insert(demandChecks).values({ demandId: id, checkedOrgId: org(park), checkedAt: at });
    await db.admin.insert(demandReadbacks).values({
      ...{ id: db.ctx(field.firm).newId("readback"), demandId: id, round: 1, expertUserId: expert.userId },
      ...{ expertOrgId: org(expert), assignedBy: field.firm.userId, assignedAt: at },
    });
    const draft = await aDraft(db, broker, number);
    await db.admin.insert(demandInvitations).values({
      ...{
        id: db.ctx(field.firm).newId("demandInvitation"),
        demandId: id,
        orgId: org(broker),
        side: "broker" as const,
      },
      ...{ reason: { words: "场地合适", listingId: null }, invitedBy: field.firm.userId, createdAt: at },
    });
    expect(await create(broker, number)).toBe("done");
    await db.admin.update(demandInvitations).set({ answer: "accepted" }).where(eq(demandInvitations.demandId, id));
    for (const who of [park, expert, broker]) expect(await create(who, number)).toBe("proposals/party");
    const start = async (who: PersonActor) => (await readProposalStart(db.ctx(who), number)).party;
    expect([await start(park), await start(expert), await start(field.unis[0])]).toEqual([true, true, false]);
    const own = async (who: PersonActor) => isOwnParty(db.ctx(who), id);
    expect([await own(park), await own(field.unis[0])]).toEqual([true, false]);
    const invited = async (who: PersonActor) => {
      const [to] = await db.admin
        .select()
        .from(organisations)
        .where(eq(organisations.id, org(who)));
      const input = { demandId: id, organisation: to?.slug, side: "solver", reason: "做过主轴台架试验" };
      return inviteOrganisation(db.ctx(field.firm), inviteInput.parse(input));
    };
    const refusal = { data: { fields: { organisation: { code: "party" } } } };
    for (const who of [operator, park, expert]) await expect(invited(who)).rejects.toMatchObject(refusal);
    await invited(field.unis[0]);
    // what was drafted before does not come in either
    expect(await codeOf(submitProposal(db.ctx(broker), { id: draft, version: 2 }))).toBe("proposals/party");
    expect(await create(field.unis[0], number)).toBe("done");
  });
  test("a kind of partner that was not asked for is marked to the demander, and not refused", async () => {
    const { id, number } = await aChallenge(db, field.firm, { partnerKinds: ["institute"] });
    const firm = await aMember(db, "firm", ["owner", "manager"]);
    await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["signatory"]);
    const [asked, unasked] = [await aSubmitted(db, field.unis[0], number), await aSubmitted(db, firm, number)];
    await toState(db, id, "closed");
    await stateConflicts(db.ctx(field.firm), { demand: number, statement: "无", confirmed: true, conflicts: [] });
    const { rows } = await readBoard(db.ctx(field.firm), number);
    expect(rows.map((r) => [r.id, r.unasked])).toEqual(
      expect.arrayContaining([
        [asked, false],
        [unasked, true],
      ]),
    );
    expect(await db.admin.$count(organisations, eq(organisations.id, firm.orgId ?? ""))).toBe(1);
  });
});
