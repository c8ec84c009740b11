import { codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  readBoard,
  readOwnProposal,
  reviseProposal,
  saveAndSubmitProposal,
  stateConflicts,
  submitProposal,
} from "./index.ts";
import { aChallenge, aDraft, aPage, aSubmitted, rowOf, toState } from "./testing/challenge.ts";
import { aField, type Field } from "./testing/course.ts";

let db: TestDb;
let field: Field;
let uni: PersonActor;
let challenge: { id: Id<"demand">; number: string };
let id: Id<"proposal">;
beforeAll(async () => {
  db = await createTestDb();
  field = await aField(db);
  [uni] = field.unis;
});
beforeEach(async () => {
  challenge = await aChallenge(db, field.firm);
  id = await aSubmitted(db, uni, challenge.number);
});
afterAll(() => db.close());

const page = (version: number, over: Record<string, unknown>) => ({ ...aPage(id, over), version });
const revise = (version: number, over: Record<string, unknown>) => reviseProposal(db.ctx(uni), page(version, over));
const own = () => readOwnProposal(db.ctx(uni), id);

describe("what is changed in a submitted proposal", () => {
  test("saves itself, half done too, and stays out of the competition until it is submitted again", async () => {
    const { version } = await revise(3, { team: "", title: "改了一半" });
    expect([version, (await revise(4, { team: "", title: "改了一半" })).version]).toEqual([4, 4]);
    expect(await rowOf(db, id)).toMatchObject({ state: "submitted", title: "变阻尼主轴", team: "三人" });
    expect(await own()).toMatchObject({
      version: 4,
      fields: { title: "改了一半", team: "", budget: 90000000n },
      revisedAt: expect.any(Date),
      gaps: [{ field: "team" }],
    });
    // not whole: it is refused as a whole, and both texts stay
    expect(await codeOf(submitProposal(db.ctx(uni), { id, version: 4 }))).toBe("proposals/not-ready");
    expect([(await rowOf(db, id)).team, (await own()).fields.title]).toEqual(["三人", "改了一半"]);
    await revise(4, { team: "四人", title: "改好了" });
    await submitProposal(db.ctx(uni), { id, version: 5 });
    expect(await rowOf(db, id)).toMatchObject({ state: "submitted", title: "改好了", team: "四人", version: 6 });
    expect(await own()).toMatchObject({ revisedAt: null, version: 6, fields: { title: "改好了" } });
  });
  test("is taken over by the form's button, and gone where the form says again what was submitted", async () => {
    await revise(3, { title: "乙" });
    await saveAndSubmitProposal(db.ctx(uni), page(4, { title: "丙" }));
    expect([(await rowOf(db, id)).title, (await own()).revisedAt]).toEqual(["丙", null]);
    await revise(5, { title: "丁" });
    await saveAndSubmitProposal(db.ctx(uni), page(6, { title: "丙" }));
    expect([(await own()).fields.title, (await own()).revisedAt]).toEqual(["丙", null]);
  });
  test("is not taken for sent by a page from before a colleague changed it", async () => {
    await revise(3, { title: "乙" });
    expect(await codeOf(submitProposal(db.ctx(uni), { id, version: 3 }))).toBe("stale");
    await submitProposal(db.ctx(uni), { id, version: 4 });
    await submitProposal(db.ctx(uni), { id, version: 4 });
    expect([(await rowOf(db, id)).title, (await own()).revisedAt]).toEqual(["乙", null]);
  });
  test("tells the later of two editors what changed, and saves nothing after the window", async () => {
    await revise(3, { title: "乙" });
    expect(await codeOf(revise(3, { title: "丙" }))).toBe("stale");
    await toState(db, challenge.id, "closed");
    expect(await codeOf(revise(4, { title: "丁" }))).toBe("proposals/closed");
    // what counts from now on is what was submitted
    expect(await own()).toMatchObject({ fields: { title: "变阻尼主轴" }, revisedAt: null });
  });
  test("is nobody else's to read or write, before the window has closed and after", async () => {
    await revise(3, { title: "只有自己看" });
    await toState(db, challenge.id, "closed");
    const statement = { demand: challenge.number, statement: "无", confirmed: true as const, conflicts: [] };
    await stateConflicts(db.ctx(field.firm), statement);
    const board = await readBoard(db.ctx(field.firm), challenge.number);
    expect(board.rows.map((r) => r.fields.title)).toEqual(["变阻尼主轴"]);
    const seen = (who: PersonActor) =>
      db.web.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('app.org', ${who.orgId ?? ""}, true), set_config('app.user', ${who.userId}, true)`,
        );
        return (await tx.execute(sql`select 1 from proposal_revisions where proposal_id = ${id}`)).rows.length;
      });
    expect(await Promise.all([uni, field.firm, field.lead, field.unis[1]].map(seen))).toEqual([1, 0, 0, 0]);
    expect(await codeOf(reviseProposal(db.ctx(field.unis[1]), page(4, {})))).toBe("not-found");
  });
  test("of a draft is the draft", async () => {
    id = await aDraft(db, uni, challenge.number);
    await revise(2, { title: "草稿" });
    expect(await rowOf(db, id)).toMatchObject({ state: "draft", title: "草稿", version: 3 });
  });
});
