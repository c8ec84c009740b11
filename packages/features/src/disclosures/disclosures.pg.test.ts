import { newId } from "@peony/db";
import { auditEvents, disclosures, listings, notifications } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import {
  createDisclosureInput,
  type DisclosureEvent,
  type DisclosureState,
  disclosureMachine,
  disclosureStates,
} from "@peony/domain/disclosures";
import { type PersonActor, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, lte, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assessDisclosure, explainDelay, listDisclosure, protectDisclosure } from "./assess-disclosure.ts";
import { listResults } from "./list-results.ts";
import { notifyDisclosure, remindSteps } from "./notify-disclosure.ts";
import { readResult } from "./read-result.ts";
import { createDisclosure, saveDisclosure, submitDisclosure } from "./save-disclosure.ts";

let db: TestDb;
let officer: PersonActor;
let author: PersonActor;
let named: PersonActor;
let colleague: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  officer = await aMember(db, "university", ["member"]);
  const unit = { id: officer.orgId ?? "", kind: "university" as const };
  [author, named, colleague] = [
    await aPerson(db, unit, ["inventor"]),
    await aPerson(db, unit, ["inventor"]),
    await aPerson(db, unit, ["inventor"]),
  ];
  stranger = await aMember(db, "university", ["owner"]);
});
afterAll(() => db.close());

const worker = () => db.ctx({ kind: "system", name: "test" }, db.worker);
const mailOf = (p: PersonActor) => `${p.userId}@test.peony.test`;
const told = (over: object = {}) =>
  createDisclosureInput.parse({
    id: newId("disclosure"),
    ...{ title: "沟道超精研", novelty: "砂条自锐", problem: "表面裂纹", field: "bearing", bestUses: ["主轴轴承"] },
    inventors: [
      { name: { zh: "璩若衡" }, sharePct: 60, email: mailOf(author) },
      { name: { zh: "甘怀远" }, sharePct: 40, email: mailOf(named) },
    ],
    ...over,
  });
const rowOf = async (id: Id<"disclosure">) => {
  const [row] = await db.admin.select().from(disclosures).where(eq(disclosures.id, id));
  if (!row) throw new Error(id);
  return row;
};
const handedIn = async (over: object = {}) => {
  const d = told(over);
  await createDisclosure(db.ctx(author), d);
  await submitDisclosure(db.ctx(author), { id: d.id, version: 1 });
  return d.id;
};
const raise: Record<DisclosureEvent, (by: PersonActor, id: Id<"disclosure">, version: number) => Promise<unknown>> = {
  submit: (by, id, version) => submitDisclosure(db.ctx(by), { id, version }),
  assess: (by, id, version) => assessDisclosure(db.ctx(by), { id, version, decision: "protect", note: "" }),
  return: (by, id, version) => assessDisclosure(db.ctx(by), { id, version, decision: "return", note: "已公开" }),
  protect: (by, id, version) => protectDisclosure(db.ctx(by), { id, version, note: "2026-11-02 已申请" }),
};

describe("the way through the office", () => {
  test("is open by state, event and role exactly as its table says; a draft is there for its author only", async () => {
    const people = { author, inventor: named, officer, stranger } as const;
    for (const state of disclosureStates)
      for (const event of Object.keys(raise) as DisclosureEvent[])
        for (const [role, by] of Object.entries(people)) {
          const d = told();
          await createDisclosure(db.ctx(author), d);
          await db.admin.update(disclosures).set({ state }).where(eq(disclosures.id, d.id));
          const code = await codeOf(raise[event](by, d.id, 1));
          const rows: Partial<Record<DisclosureEvent, { to: DisclosureState; by: readonly string[] }>> =
            disclosureMachine[state];
          const allowed = rows[event]?.by.includes(role) ?? false;
          const after = (await rowOf(d.id)).state;
          expect([state, event, role, after, code === "done"]).toEqual([
            ...[state, event, role],
            allowed ? rows[event]?.to : state,
            allowed,
          ]);
          if (!allowed) expect(["not-found", "forbidden", "disclosures/transition"]).toContain(code);
          if (role === "stranger") expect(code).toBe("not-found");
        }
  }, 60_000);

  test("hands in what is whole, and names what is missing at its field", async () => {
    const d = told({ novelty: "", inventors: [{ name: { zh: "某" }, sharePct: 99.99, email: "" }] });
    await createDisclosure(db.ctx(author), d);
    await expect(submitDisclosure(db.ctx(author), { id: d.id, version: 1 })).rejects.toMatchObject({
      code: "disclosures/not-ready",
      data: {
        fields: {
          novelty: { code: "required" },
          "inventors.0.sharePct": { code: "sum-wrong", args: { expected: 100, actual: 99.99 } },
        },
      },
    });
  });

  test("saves by its author, refuses an old version, and keeps what was handed in", async () => {
    const d = told();
    await createDisclosure(db.ctx(author), d);
    await createDisclosure(db.ctx(author), d);
    const save = (by: PersonActor, version: number, title: string) =>
      codeOf(saveDisclosure(db.ctx(by), { ...d, version, title }));
    expect(await save(author, 1, "新题目")).toBe("done");
    expect(await save(author, 1, "新题目")).toBe("done");
    expect(await save(author, 1, "别的题目")).toBe("stale");
    await submitDisclosure(db.ctx(author), { id: d.id, version: 2 });
    expect(await save(author, 3, "别的题目")).toBe("disclosures/transition");
    // who is only named reads it and cannot even hold it
    expect([await save(named, 3, "x"), await save(officer, 3, "x"), await save(stranger, 3, "x")]).toEqual([
      "not-found",
      "forbidden",
      "not-found",
    ]);
  });

  test("tells the office of a new one and the inventors what became of it, once", async () => {
    const id = await handedIn();
    const tell = async () => notifyDisclosure(worker(), id, (await rowOf(id)).version);
    await tell();
    await tell();
    await raise.return(officer, id, 2);
    await tell();
    const kindsOf = async (p: PersonActor) =>
      (await db.admin.select().from(notifications).where(eq(notifications.userId, p.userId))).map((n) => n.kind);
    expect(await kindsOf(officer)).toEqual(["turn-assess-disclosure"]);
    expect([await kindsOf(author), await kindsOf(named), await kindsOf(colleague)]).toEqual([
      ["disclosure-returned"],
      ["disclosure-returned"],
      [],
    ]);
    // with more in it, it goes in again
    await submitDisclosure(db.ctx(author), { id, version: (await rowOf(id)).version });
    expect((await rowOf(id)).state).toBe("disclosed");
  });
});

describe("listDisclosure", () => {
  test("makes one listing draft with nothing typed again, however often it is asked", async () => {
    const id = await handedIn({ funding: "国家自然科学基金", projectNo: "52275001" });
    await raise.assess(officer, id, 2);
    const make = () =>
      listDisclosure(db.ctx(officer), { id, version: 3, listingId: newId("listing"), assetKind: "know_how" });
    const made = await Promise.all([make(), make()]);
    expect(new Set([...made, await make()].map((m) => m.listingId)).size).toBe(1);
    const [row] = await db.admin
      .select()
      .from(listings)
      .where(eq(listings.orgId, officer.orgId ?? ""));
    expect(row).toMatchObject({
      ...{ state: "draft", titleZh: "沟道超精研", solution: { zh: "砂条自锐", en: "" }, projectNo: "52275001" },
      inventors: [
        { name: { zh: "璩若衡", en: "" }, sharePct: 60 },
        { name: { zh: "甘怀远", en: "" }, sharePct: 40 },
      ],
    });
    expect(await codeOf(raise.return(officer, id, 4))).toBe("disclosures/listed");
    const steps = await db.admin.select().from(auditEvents).where(eq(auditEvents.action, "disclosure.listed"));
    expect(steps).toHaveLength(1);
  });

  test("waits for an assessment and is for officers", async () => {
    const id = await handedIn();
    const make = (by: PersonActor) =>
      codeOf(listDisclosure(db.ctx(by), { id, version: 2, listingId: newId("listing"), assetKind: "patent" }));
    expect([await make(officer), await make(author), await make(stranger)]).toEqual([
      "disclosures/transition",
      "forbidden",
      "not-found",
    ]);
  });
});

describe("a step past its date", () => {
  test("asks its owner for a reason once, shows as late until there is one, and runs to the new date", async () => {
    const id = await handedIn();
    const explain = (dueOn = "2099-01-05") =>
      codeOf(explainDelay(db.ctx(officer), { id, version: 2, reason: "等检索报告", dueOn }));
    expect(await explain()).toBe("disclosures/not-overdue");
    await db.admin.update(disclosures).set({ dueAt: sql`now() - interval '1 day'` }).where(eq(disclosures.id, id));
    await remindSteps(worker());
    await remindSteps(worker());
    const kinds = await db.admin.select().from(notifications).where(eq(notifications.userId, officer.userId));
    expect(kinds.map((n) => n.kind)).toEqual(["turn-explain-delay"]);
    const late = await db.admin.$count(disclosures, lte(disclosures.dueAt, new Date()));
    await db.admin.execute(sql`
      insert into disclosures (id, org_id, created_by, state, title, step_at, due_at, created_at, updated_at)
      select ${id} || lpad(n::text, 4, '0'), org_id, created_by, state, title, step_at, due_at, created_at, updated_at
      from disclosures, generate_series(1, 250) n where id = ${id}`);
    expect(await remindSteps(worker())).toBe(late + 250);
    await db.admin.execute(sql`delete from disclosures where id like ${`${id}_%`}`);
    expect((await listResults(db.ctx(author)))[0]).toMatchObject({ late: true, delay: null, step: "assess" });
    expect(await explain("2020-01-01")).toBe("invalid");
    expect(await explain()).toBe("done");
    expect((await listResults(db.ctx(author)))[0]).toMatchObject({
      late: false,
      delay: { reason: "等检索报告", step: "disclosed" },
    });
    await notifyDisclosure(worker(), id, 3);
    const toAuthor = await db.admin.select().from(notifications).where(eq(notifications.userId, author.userId));
    expect(toAuthor.map((n) => n.kind)).toEqual(["disclosure-delayed"]);
  });
});

describe("results", () => {
  const ids = async (by: PersonActor, whole = false) =>
    (await listResults(db.ctx(by), { whole })).map((r) => r.disclosureId);

  test("are there for those named in them and for officers; colleagues and strangers find nothing", async () => {
    const id = await handedIn();
    const draft = told();
    await createDisclosure(db.ctx(author), draft);
    expect((await ids(author)).sort()).toEqual([id, draft.id].sort());
    expect(await ids(named)).toEqual([id]);
    expect(await ids(officer)).toEqual([]);
    expect(await ids(officer, true)).toEqual([id]);
    expect([await ids(colleague, true), await ids(stranger, true)]).toEqual([[], []]);
    const read = (by: PersonActor, what: string) => codeOf(readResult(db.ctx(by), what));
    expect([await read(named, id), await read(officer, id)]).toEqual(["done", "done"]);
    expect([await read(colleague, id), await read(stranger, id), await read(named, draft.id)]).toEqual(
      Array(3).fill("not-found"),
    );
    expect(await codeOf((async () => listResults(db.ctx(visitor)))())).toBe("unauthenticated");
  });

  test("say nothing to a query that asks past the commands", async () => {
    await handedIn();
    const rows = async (by: PersonActor) => {
      const { rows: found } = await db.web.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('app.org', ${by.orgId}, true), set_config('app.user', ${by.userId}, true)`,
        );
        return tx.execute(sql`select d.id from disclosures d join disclosure_inventors i on i.disclosure_id = d.id`);
      });
      return found.length;
    };
    expect([await rows(author), await rows(named), await rows(officer)]).toEqual([2, 2, 2]);
    expect([await rows(colleague), await rows(stranger)]).toEqual([0, 0]);
  });
});
