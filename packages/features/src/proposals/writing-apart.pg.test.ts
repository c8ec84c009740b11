import { sqlState } from "@peony/db";
import {
  demandChecks,
  demandInvitations,
  demandQuestions,
  demandReadbacks,
  disclosureInventors,
  disclosures,
} from "@peony/db/schema";
import { aMember, aPerson, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { proposalStates } from "@peony/domain/proposals";
import { type SQL, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aUniversity, rowOf, toState } from "./testing/challenge.ts";
import { aCourse, aField, type Course, type Field } from "./testing/course.ts";

let db: TestDb;
let field: Field;
let c: Course;
let operator: PersonActor;

beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
  operator = await aMember(db, "operator", ["owner"]);
});
beforeEach(async () => {
  c = await aCourse(db, field);
});
afterAll(() => db.close());

/** How many rows a statement of this person changes under the web's role, or the database's refusal; nothing of it is kept. */
const writes = async (who: PersonActor, statement: SQL): Promise<number | string | undefined> => {
  const undo = new Error("undo");
  let changed: number | null = 0;
  try {
    await db.web.transaction(async (tx) => {
      await tx.execute(
        sql`select set_config('app.org', ${who.orgId ?? ""}, true), set_config('app.user', ${who.userId}, true)`,
      );
      changed = (await tx.execute(statement)).rowCount;
      throw undo;
    });
  } catch (e) {
    if (e !== undo) return sqlState(e);
  }
  return changed ?? 0;
};
/** A row-level policy refused the new row, or a trigger the step. */
const refused = expect.stringMatching(/^(42501|23001)$/);

describe("a proposal under the web's role", () => {
  const set = (what: SQL) => sql`update proposals set ${what} where id = ${c.ids[0]}`;
  test("its own organisation brings it to no state but sent and withdrawn, from whatever state it is in", async () => {
    for (const from of ["submitted", "assessing", "finalist"] as const)
      for (const to of proposalStates) {
        await db.admin.execute(set(sql`state = ${from}`));
        const done = await writes(field.unis[0], set(sql`state = ${to}`));
        if (to === "withdrawn" || (to === "submitted" && from === to)) expect(done).toBe(1);
        else expect(done).toEqual(refused);
      }
    for (const from of ["awarded", "declined", "screened_out", "withdrawn"] as const) {
      await db.admin.execute(set(sql`state = ${from}`));
      for (const to of proposalStates) expect(await writes(field.unis[0], set(sql`state = ${to}`))).not.toBe(1);
    }
  });
  test("its own organisation writes no answer, no award and no deal, and starts nothing but a draft", async () => {
    const columns = [sql`feedback = '好'`, sql`reason = 'team'`, sql`award_note = '好'`, sql`decided_at = now()`];
    for (const what of [...columns, sql`feedback_at = now()`, sql`created_by = ${field.firm.userId}`])
      expect(await writes(field.unis[0], set(what))).toEqual(refused);
    const start = (state: string, who: PersonActor) =>
      writes(
        who,
        sql`insert into proposals (id, demand_id, org_id, state, created_by, created_at, updated_at)
          values (${db.ctx(who).newId("proposal")}, ${c.id}, ${who.orgId}, ${state}, ${who.userId}, now(), now())`,
      );
    const uni = await aUniversity(db);
    expect([await start("draft", uni), await start("awarded", uni), await start("finalist", uni)]).toEqual([
      1,
      refused,
      refused,
    ]);
    expect(await start("draft", field.firm)).toEqual(refused);
  });
  test("the demander takes it from step to step, skips none, and neither writes nor withdraws it", async () => {
    const to = (state: string) => writes(field.firm, set(sql`state = ${state}`));
    expect([await to("assessing"), await to("screened_out"), await to("declined")]).toEqual([1, 1, 1]);
    for (const state of ["awarded", "finalist", "withdrawn", "draft"]) expect(await to(state)).toEqual(refused);
    expect(await writes(field.firm, set(sql`title = '别的'`))).toEqual(refused);
    expect(await writes(field.firm, set(sql`submitted_at = now()`))).toEqual(refused);
    for (const who of [operator, field.lead, await aUniversity(db)])
      expect(await writes(who, set(sql`state = 'assessing'`))).toBe(0);
    expect((await rowOf(db, c.ids[0])).state).toBe("submitted");
  });
});

describe("a review under the web's role", () => {
  const seat = (who: PersonActor) => sql`where demand_id = ${c.id} and user_id = ${who.userId}`;
  test("nobody states, appoints or scores for another", async () => {
    const { firm, lead, other } = field;
    expect(await writes(firm, sql`update reviewers set statement = '无', stated_at = now() ${seat(lead)}`)).toEqual(
      refused,
    );
    expect(await writes(lead, sql`update reviewers set role = 'lead', dismissed_at = null ${seat(lead)}`)).toBe(1);
    expect(await writes(lead, sql`update reviewers set role = 'commenter' ${seat(lead)}`)).toEqual(refused);
    expect(await writes(other, sql`update reviewers set dismissed_at = now() ${seat(lead)}`)).toBe(0);
    const score = (who: PersonActor, of: PersonActor) =>
      writes(
        who,
        sql`insert into reviews (proposal_id, user_id, points, counts, words, updated_at)
          values (${c.ids[0]}, ${of.userId}, '[1]', true, '好', now())`,
      );
    expect(await score(lead, lead)).toEqual(refused); // nothing is assessed yet
    await c.toAssessment([c.ids[0]]);
    expect([await score(lead, lead), await score(lead, other), await score(firm, lead)]).toEqual([1, refused, refused]);
    expect(await score(other, other)).toEqual(refused); // a conflict keeps it away
  });
});

describe("a clinic under the web's role", () => {
  test("the firm checks nothing of its own, no reader answers, and no side writes the other's part", async () => {
    const { firm, lead, unis } = field;
    const now = new Date();
    const ids = db.ctx(firm).newId;
    await toState(db, c.id, "published");
    await db.admin.insert(demandChecks).values({ demandId: c.id });
    const question = { id: ids("demandQuestion"), demandId: c.id, named: false, text: "几台？", createdAt: now };
    await db.admin
      .insert(demandQuestions)
      .values({ ...question, askedBy: unis[0].userId, askOrgId: unis[0].orgId ?? "" });
    const invited = { id: ids("demandInvitation"), demandId: c.id, orgId: unis[0].orgId ?? "", invitedBy: firm.userId };
    const reason = { words: "合适", listingId: null };
    await db.admin.insert(demandInvitations).values({ ...invited, side: "solver", reason, createdAt: now });
    const round = { id: ids("readback"), demandId: c.id, round: 1, assignedBy: operator.userId, assignedAt: now };
    const expert = { expertUserId: lead.userId, expertOrgId: lead.orgId ?? "" };
    await db.admin.insert(demandReadbacks).values({ ...round, ...expert });
    const passed = sql`update demand_checks set result = 'passed', checked_by = app_user() where demand_id = ${c.id}`;
    expect([await writes(firm, passed), await writes(operator, passed), await writes(unis[0], passed)]).toEqual([
      refused,
      1,
      0,
    ]);
    const answer = sql`update demand_questions set answer = '两台', answered_at = now(), answered_by = app_user() where demand_id = ${c.id}`;
    const take = sql`update demand_questions set ask_org_id = app_org() where demand_id = ${c.id}`;
    expect([await writes(firm, answer), await writes(unis[0], answer), await writes(unis[1], take)]).toEqual([1, 0, 0]);
    const accept = sql`update demand_invitations set answer = 'accepted' where demand_id = ${c.id}`;
    expect([await writes(firm, accept), await writes(unis[0], accept), await writes(unis[1], accept)]).toEqual([
      refused,
      1,
      0,
    ]);
    const state = sql`update demand_readbacks set conflict = 'none' where demand_id = ${c.id}`;
    const confirm = sql`update demand_readbacks set answer = 'confirmed' where demand_id = ${c.id}`;
    expect([await writes(firm, state), await writes(operator, state), await writes(lead, state)]).toEqual([
      refused,
      refused,
      1,
    ]);
    expect([await writes(firm, confirm), await writes(operator, confirm), await writes(lead, confirm)]).toEqual([
      1,
      refused,
      refused,
    ]);
    const friend = sql`insert into demand_readbacks (id, demand_id, round, expert_user_id, expert_org_id, assigned_by, assigned_at)
      values (${ids("readback")}, ${c.id}, 2, ${unis[0].userId}, ${unis[0].orgId}, ${firm.userId}, now())`;
    expect([await writes(firm, friend), await writes(operator, friend)]).toEqual([refused, 1]);
  });
});

describe("a disclosure under the web's role", () => {
  test("who is named in it reads and writes nothing; its author nothing that was handed in", async () => {
    const officer = await aUniversity(db);
    const unit = { id: officer.orgId ?? "", kind: "university" as const };
    const [author, named] = await Promise.all([aPerson(db, unit, ["inventor"]), aPerson(db, unit, ["inventor"])]);
    const id = db.ctx(author).newId("disclosure");
    const now = new Date();
    const times = { stepAt: now, createdAt: now, updatedAt: now };
    await db.admin.insert(disclosures).values({ id, orgId: unit.id, createdBy: author.userId, ...times });
    await db.admin.insert(disclosureInventors).values({
      disclosureId: id,
      position: 0,
      name: { zh: "甲", en: "" },
      sharePct: 100,
      userId: named.userId,
    });
    const remove = sql`delete from disclosure_inventors where disclosure_id = ${id}`;
    const add = sql`insert into disclosure_inventors (disclosure_id, position, name, share_pct) values (${id}, 1, '{}', 0)`;
    const all = [author, named, officer];
    const each = async (what: SQL) => Promise.all(all.map((who) => writes(who, what)));
    expect([await each(remove), await each(add)]).toEqual([
      [1, 0, 0],
      [1, refused, refused],
    ]);
    const text = sql`update disclosures set title = '新' where id = ${id}`;
    expect(await each(text)).toEqual([1, 0, 0]);
    await db.admin.update(disclosures).set({ state: "disclosed" });
    expect([await each(remove), await each(add)]).toEqual([
      [0, 0, 0],
      [refused, refused, refused],
    ]);
    expect(await each(text)).toEqual([refused, 0, 1]);
    expect(await each(sql`update disclosures set state = 'assessed' where id = ${id}`)).toEqual([refused, 0, 1]);
  });
});
