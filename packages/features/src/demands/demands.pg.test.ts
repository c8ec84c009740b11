import { inTransaction } from "@peony/db";
import { demands } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { DemandEvent, DemandRole } from "@peony/domain/demands";
import { type Actor, type PersonActor, visitor } from "@peony/domain/identity";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  browseDemands,
  cancelDemand,
  closeDemand,
  countDemandsByField,
  createDemand,
  listOwnDemands,
  publishDemand,
  readDemand,
  readDemands,
  readOwnDemand,
  saveAndPublishDemand,
  saveDemand,
  stepDemand,
} from "./index.ts";
import { aDraft, someDemand } from "./testing/demands.ts";

let db: TestDb;
let firm: PersonActor;
let stranger: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  const company = { nameZh: "洛阳隐名重工", nameEn: "Luoyang Veiled Heavy Industry", slug: "veiled-heavy" };
  firm = await aMember(db, "firm", ["manager"], company);
  stranger = await aMember(db, "firm", ["owner"]);
});
afterAll(() => db.close());

const draft = (over: Record<string, unknown> = {}, actor: Actor = firm) => aDraft(db, actor, over);
const published = async (over: Record<string, unknown> = {}) => {
  const made = await draft(over);
  await publishDemand(db.ctx(firm), { id: made.id, version: 1 });
  return made;
};
const rowOf = async (id: string) => (await db.admin.select().from(demands).where(sql`id = ${id}`))[0];
const eventsOf = async (id: string) =>
  (await emitted(db)).filter((e) => e.type === "demand.changed" && e.payload.demandId === id).length;
const json = (v: unknown) => JSON.stringify(v, (_k, x: unknown) => (typeof x === "bigint" ? `${x}` : x));

describe("createDemand", () => {
  test("starts a numbered draft, silently, and a repeat or a race of the same form is the same draft", async () => {
    const input = someDemand();
    const made = await Promise.all([createDemand(db.ctx(firm), input), createDemand(db.ctx(firm), input)]);
    const again = await createDemand(db.ctx(firm), input);
    expect(new Set([...made, again].map((m) => m.number)).size).toBe(1);
    expect(again.number).toMatch(/^DN-\d{4}-\d{6}$/);
    expect(await db.admin.$count(demands, sql`id = ${input.id}`)).toBe(1);
    expect(await eventsOf(input.id)).toBe(0);
  });
  test("an unverified organisation may draft; a finance officer, a visitor and another's id are refused", async () => {
    const unverified = await aMember(db, "firm", ["owner"], { verification: "submitted" });
    const finance = await aPerson(db, { id: firm.orgId ?? "", kind: "firm" }, ["finance"]);
    expect(await codeOf(draft({}, unverified))).toBe("done");
    expect(await codeOf(draft({}, finance))).toBe("forbidden");
    expect(await codeOf(draft({}, visitor))).toBe("unauthenticated");
    const { input } = await draft();
    expect(await codeOf(createDemand(db.ctx(stranger), input))).toBe("conflict");
  });
});

describe("saveDemand", () => {
  test("saves, and a stale version names what somebody else changed and writes nothing", async () => {
    const { input, id } = await draft();
    const { version } = await saveDemand(db.ctx(firm), {
      ...input,
      version: 1,
      constraints: { zh: "不换主轴", en: "" },
    });
    expect(version).toBe(2);
    await expect(saveDemand(db.ctx(firm), { ...input, version: 1, trlWanted: 6 })).rejects.toMatchObject({
      code: "stale",
      data: { changed: ["constraints"] },
    });
    expect(await rowOf(id)).toMatchObject({ version: 2, trlWanted: null });
  });
  test("the same form sent twice is saved once, and an untouched one changes nothing", async () => {
    const { input, id } = await draft();
    const form = { ...input, version: 1, trlWanted: 6 };
    const sent = await Promise.all([saveDemand(db.ctx(firm), form), saveDemand(db.ctx(firm), form)]);
    expect([...sent, await saveDemand(db.ctx(firm), form)]).toEqual([{ version: 2 }, { version: 2 }, { version: 2 }]);
    expect((await rowOf(id))?.version).toBe(2);
  });
  test("of two who save at once one wins", async () => {
    const { input, id } = await draft();
    const results = await Promise.all(
      [4, 5, 6].map((trlWanted) => codeOf(saveDemand(db.ctx(firm), { ...input, version: 1, trlWanted }))),
    );
    expect(results.sort()).toEqual(["done", "stale", "stale"]);
    expect((await rowOf(id))?.version).toBe(2);
  });
  test("another organisation's demand is not there", async () => {
    const { input } = await published();
    expect(await codeOf(saveDemand(db.ctx(stranger), { ...input, version: 3 }))).toBe("not-found");
  });
  test("a published demand stands as it is; more time for it tells the worker", async () => {
    const { input, id } = await published();
    await saveDemand(db.ctx(firm), { ...input, version: 3, deadline: "2100-12-31" });
    expect(await eventsOf(id)).toBe(2);
    const form = { ...input, deadline: "2100-12-31", version: 4 };
    await expect(saveDemand(db.ctx(firm), { ...form, targets: [] })).rejects.toMatchObject({
      code: "demands/published",
      data: { fields: { "targets.0.target": { code: "was-promised" } } },
    });
    expect((await rowOf(id))?.targets).toHaveLength(1);
  });
});

describe("publishDemand", () => {
  test("puts it before everybody, with one event", async () => {
    const { id, number } = await published();
    expect((await readDemand(db.ctx(visitor), number)).state).toBe("published");
    expect(await eventsOf(id)).toBe(1);
  });
  test("names everything that is missing at its field and changes nothing", async () => {
    const { id } = await draft({ targets: [], budgetMax: null, deadline: "2020-01-01", background: { zh: "短" } });
    await expect(publishDemand(db.ctx(firm), { id, version: 1 })).rejects.toMatchObject({
      code: "demands/not-ready",
      data: {
        fields: {
          "targets.0.target": { code: "required" },
          budgetMax: { code: "required" },
          deadline: { code: "date-in-past" },
          "background.zh": { code: "too-short", args: { min: 30 } },
        },
      },
    });
    expect((await rowOf(id))?.state).toBe("draft");
  });
  test("refuses the unverified, other roles, strangers, stale versions and a second time", async () => {
    const { id } = await draft();
    const move = { id, version: 1 };
    expect(await codeOf(publishDemand(db.ctx({ ...firm, orgVerified: false }), move))).toBe("identity/unverified");
    expect(await codeOf(publishDemand(db.ctx({ ...firm, roles: ["inventor"] }), move))).toBe("forbidden");
    expect(await codeOf(publishDemand(db.ctx(stranger), move))).toBe("not-found");
    expect(await codeOf(publishDemand(db.ctx(firm), { id, version: 7 }))).toBe("stale");
    expect(await codeOf(publishDemand(db.ctx(firm), move))).toBe("done");
    expect(await codeOf(publishDemand(db.ctx(firm), { id, version: 3 }))).toBe("demands/transition");
    expect(await eventsOf(id)).toBe(1);
  });
});

describe("saveAndPublishDemand", () => {
  test("saves and publishes in one step, or neither", async () => {
    const { input, id } = await draft({ targets: [] });
    const form = { ...input, version: 1, trlWanted: 6 };
    expect(await codeOf(saveAndPublishDemand(db.ctx(firm), form))).toBe("demands/not-ready");
    expect(await rowOf(id)).toMatchObject({ state: "draft", version: 1, trlWanted: null });
    expect(await codeOf(saveAndPublishDemand(db.ctx({ ...firm, orgVerified: false }), form))).toBe(
      "identity/unverified",
    );
    await saveAndPublishDemand(db.ctx(firm), { ...form, targets: someDemand().targets });
    expect(await rowOf(id)).toMatchObject({ state: "published", version: 4, trlWanted: 6 });
    expect(await eventsOf(id)).toBe(1);
  });
});

describe("closeDemand and cancelDemand", () => {
  test("a closed demand stays readable and leaves the list; a cancelled one is gone", async () => {
    const [closed, gone] = [await published(), await published()];
    await closeDemand(db.ctx(firm), { id: closed.id, version: 3 });
    await cancelDemand(db.ctx(firm), { id: gone.id, version: 3 });
    expect((await readDemand(db.ctx(visitor), closed.number)).state).toBe("closed");
    expect(await codeOf(readDemand(db.ctx(visitor), gone.number))).toBe("not-found");
    expect((await readDemand(db.ctx(firm), gone.number)).state).toBe("cancelled");
    const listed = (await browseDemands(db.ctx(visitor), { q: "", limit: 100 })).rows.map((r) => r.number);
    expect(listed).not.toContain(closed.number);
    expect(listed).not.toContain(gone.number);
  });
  test("close against cancel: one wins", async () => {
    const { id } = await published();
    const results = await Promise.all([
      codeOf(closeDemand(db.ctx(firm), { id, version: 3 })),
      codeOf(cancelDemand(db.ctx(firm), { id, version: 3 })),
    ]);
    expect(results.filter((r) => r === "done")).toHaveLength(1);
  });
});

describe("reading", () => {
  test("hides drafts from visitors and other organisations", async () => {
    const { number } = await draft();
    expect(await codeOf(readDemand(db.ctx(visitor), number))).toBe("not-found");
    expect(await codeOf(readDemand(db.ctx(stranger), number))).toBe("not-found");
    expect(await codeOf(readOwnDemand(db.ctx(stranger), number))).toBe("not-found");
    expect((await readOwnDemand(db.ctx(firm), number)).gaps).toEqual([]);
    expect((await listOwnDemands(db.ctx(stranger))).map((r) => r.number)).not.toContain(number);
  });

  test("a hidden owner is named nowhere: not by name, place, id or address", async () => {
    const { id, number } = await published({ visibility: "hidden_name" });
    for (const actor of [visitor, stranger]) {
      const ctx = db.ctx(actor);
      const seen = [
        await readDemand(ctx, number),
        (await browseDemands(ctx, { q: "热误差", limit: 100 })).rows.filter((r) => r.id === id),
        await readDemands(ctx, [id]),
      ];
      expect(seen.flat().map((v) => v.owner)).toEqual([null, null, null]);
      for (const secret of [firm.orgId ?? "", firm.userId, "隐名重工", "Veiled", "veiled-heavy", "涧西", "410305"])
        expect(json(seen)).not.toContain(secret);
    }
    expect((await readDemand(db.ctx(firm), number)).owner?.slug).toBe("veiled-heavy");
  });

  test("finds open demands by words in either language and by field, page by page, without those past their day", async () => {
    const field = "photonics";
    const made = [];
    for (const kind of ["alpha", "beta", "gamma", "delta", "omega"])
      made.push(await published({ field, title: { zh: "光纤", en: `Fibre ${kind}` } }));
    const late = await published({ field });
    await db.admin.execute(sql`update demands set deadline = '2020-01-01' where id = ${late.id}`);
    const ctx = db.ctx(visitor);
    const numbers: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await browseDemands(ctx, { q: "", field, limit: 2, cursor });
      expect(page.total).toBe(5);
      numbers.push(...page.rows.map((r) => r.number));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(numbers).toEqual(made.map((m) => m.number).reverse());
    expect((await browseDemands(ctx, { q: "FIBRE Delta", limit: 20 })).rows.map((r) => r.number)).toEqual([
      made[3]?.number,
    ]);
    expect((await browseDemands(ctx, { q: "光纖", limit: 20 })).total).toBe(5);
    expect((await countDemandsByField(ctx)).photonics).toBe(5);
    expect((await browseDemands(ctx, { q: "", limit: 20, cursor: "made-up" })).rows.length).toBeGreaterThan(0);
  });
});

describe("stepDemand", () => {
  const step = (row: NonNullable<Awaited<ReturnType<typeof rowOf>>>, event: DemandEvent, role: DemandRole) =>
    codeOf(inTransaction(db.ctx(firm), (t) => stepDemand(t, row, event, role)));
  test("moves a row once: a second step decided on the same reading is a conflict, and a role without a right is refused", async () => {
    const { id } = await published();
    const row = await rowOf(id);
    if (!row) throw new Error("no row");
    expect(await step(row, "close", "stranger")).toBe("forbidden");
    expect(await step(row, "screen", "officer")).toBe("demands/transition");
    expect(await step(row, "close", "officer")).toBe("done");
    expect(await step(row, "close", "officer")).toBe("conflict");
  });
  test("given an id, it locks and reads for itself, so that of two one comes too late", async () => {
    const { id } = await published();
    const close = () => codeOf(inTransaction(db.ctx(firm), (t) => stepDemand(t, id, "close", "officer")));
    expect((await Promise.all([close(), close()])).sort()).toEqual(["demands/transition", "done"]);
  });
});
