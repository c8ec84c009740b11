import { newId } from "@peony/db";
import { auditEvents, importRows, imports, listings } from "@peony/db/schema";
import { aListing, aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { type TriageChoice, triageChoices } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readTriage, triageListing, untriageListing } from "./triage-listing.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  tto = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

const aDraft = (over: object = {}) =>
  aListing(db, tto.orgId ?? "", {
    state: "draft",
    publishedAt: null,
    refreshedOn: null,
    importId: db.ctx(tto).newId("import"),
    ...over,
  });
const stored = async (id: Id<"listing">) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0];
const decide = (
  id: Id<"listing">,
  choice: TriageChoice,
  over: { version?: number; reason?: string } = {},
  actor = tto,
) => triageListing(db.ctx(actor), { id, version: 1, choice, reason: "upkeep", ...over });

describe("triageListing", () => {
  test.each([
    ["sell", "draft", ["assignment"]],
    ["license", "draft", ["exclusive", "sole", "ordinary"]],
    ["open_licence", "draft", ["open_licence"]],
    ["keep", "draft", ["equity"]],
    ["drop", "withdrawn", ["equity"]],
  ] as const)(
    "%s leaves it %s with the rights %j, and all is as before when it is taken back",
    async (choice, state, rights) => {
      const id = await aDraft({ rights: ["equity"] });
      const { version } = await decide(id, choice);
      expect(await stored(id)).toMatchObject({ state, rights, triage: choice, triageReason: "upkeep", version });
      expect((await readTriage(db.ctx(tto))).rows.map((r) => r.id)).not.toContain(id);
      await untriageListing(db.ctx(tto), { id, version });
      expect(await stored(id)).toMatchObject({ state: "draft", rights: ["equity"], triage: null, triagedAt: null });
      expect((await readTriage(db.ctx(tto))).rows.map((r) => r.id)).toContain(id);
      const actions = await db.admin
        .select({ action: auditEvents.action })
        .from(auditEvents)
        .where(eq(auditEvents.object, id));
      expect(actions).toHaveLength(2);
    },
  );

  test("survives a repeat: the same key twice is one decision, and so is taking it back", async () => {
    const id = await aDraft();
    const first = await decide(id, "sell");
    expect(await decide(id, "sell")).toEqual(first);
    await untriageListing(db.ctx(tto), { id, version: first.version });
    expect(await untriageListing(db.ctx(tto), { id, version: first.version })).toEqual({ version: first.version + 1 });
  });

  test("two officers who decide at once never both win", async () => {
    const colleague = await aPerson(db, { id: tto.orgId ?? "", kind: "university" }, ["member"]);
    for (let round = 0; round < 5; round++) {
      const id = await aDraft();
      const outcomes = await Promise.all([
        codeOf(decide(id, "sell")),
        codeOf(decide(id, "drop", {}, colleague)),
        codeOf(decide(id, "keep", {}, colleague)),
      ]);
      expect(outcomes.filter((o) => o === "done")).toHaveLength(1);
      expect(outcomes.filter((o) => o === "stale")).toHaveLength(2);
    }
  });

  test("refuses what is no draft, what others changed, and whoever may not edit", async () => {
    const id = await aDraft();
    expect(await codeOf(decide(id, "sell", { version: 3 }))).toBe("stale");
    expect(await codeOf(decide(await aDraft({ state: "published" }), "drop"))).toBe("listings/triage");
    const other = await aMember(db, "university", ["owner"]);
    const inventor = await aPerson(db, { id: tto.orgId ?? "", kind: "university" }, ["inventor"]);
    for (const choice of triageChoices) {
      expect(await codeOf(decide(id, choice, {}, other))).toBe("not-found");
      expect(await codeOf(decide(id, choice, {}, inventor))).toBe("forbidden");
    }
    expect(await codeOf(untriageListing(db.ctx(other), { id, version: 1 }))).toBe("not-found");
  });

  test("is not taken back once somebody went on with it", async () => {
    const id = await aDraft();
    const { version } = await decide(id, "sell");
    await db.admin
      .update(listings)
      .set({ version: version + 1 })
      .where(eq(listings.id, id));
    expect(await codeOf(untriageListing(db.ctx(tto), { id, version }))).toBe("stale");
  });
});

describe("readTriage", () => {
  test("shows the own imported drafts that wait, and nothing of others", async () => {
    const [a, b] = [await aDraft(), await aDraft()];
    await aDraft({ importId: null });
    await aDraft({ state: "ready" });
    const other = await aMember(db, "university", ["owner"]);
    const { rows, left, last } = await readTriage(db.ctx(tto));
    expect([rows.map((r) => r.id).sort(), left, last]).toEqual([[a, b].sort(), 2, null]);
    await decide(a, "keep");
    expect(await readTriage(db.ctx(tto))).toMatchObject({ left: 1, last: { id: a, triage: "keep" } });
    expect(await readTriage(db.ctx(other))).toEqual({ rows: [], left: 0, recent: [], last: null });
  });

  test("keeps the order of the sheet, the oldest import first", async () => {
    const ids: Id<"listing">[] = [];
    for (const importId of [newId("import"), newId("import")].toSorted()) {
      await db.admin.insert(imports).values({
        ...{ id: importId, orgId: tto.orgId ?? "", fileName: "a.csv", fileSha256: "0".repeat(64), map: {} },
        ...{ createdAt: new Date(), createdBy: tto.userId },
      });
      const made = await Promise.all([11, 3, 2].map(async (line) => ({ line, id: await aDraft({ importId }) })));
      const orgId = tto.orgId ?? "";
      await db.admin
        .insert(importRows)
        .values(made.map(({ line, id }) => ({ importId, orgId, line, cells: {}, listingId: id })));
      ids.push(...made.toSorted((a, b) => a.line - b.line).map((m) => m.id));
    }
    expect((await readTriage(db.ctx(tto))).rows.map((r) => r.id)).toEqual(ids);
  });

  test("offers the own decisions for taking back, the latest first, and none that somebody went on with", async () => {
    const ids = [await aDraft(), await aDraft(), await aDraft(), await aDraft()] as const;
    const colleague = await aPerson(db, { id: tto.orgId ?? "", kind: "university" }, ["member"]);
    await decide(ids[0], "keep");
    await decide(ids[1], "drop");
    await decide(ids[2], "sell", {}, colleague);
    const { version } = await decide(ids[3], "license");
    const recent = async () => (await readTriage(db.ctx(tto))).recent.map((r) => [r.id, r.triage]);
    expect(await recent()).toEqual([
      [ids[3], "license"],
      [ids[1], "drop"],
      [ids[0], "keep"],
    ]);
    await untriageListing(db.ctx(tto), { id: ids[3], version });
    await db.admin.update(listings).set({ version: 9 }).where(eq(listings.id, ids[0]));
    expect(await recent()).toEqual([[ids[1], "drop"]]);
    const longAgo = new Date(Date.now() - 15 * 86_400_000);
    await db.admin.update(listings).set({ updatedAt: longAgo }).where(eq(listings.id, ids[1]));
    expect(await recent()).toEqual([]);
  });
});
