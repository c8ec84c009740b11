import { inTransaction } from "@peony/db";
import { auditEvents, listings } from "@peony/db/schema";
import { aListing, aMember, codeOf, createTestDb, emitted, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import {
  type ListingEvent,
  type ListingRole,
  type ListingState,
  listingMachine,
  listingRoles,
  listingStates,
} from "@peony/domain/listings";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ListingRow } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

let db: TestDb;
let tto: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
  tto = await aMember(db, "university", ["manager"]);
});
afterAll(() => db.close());

type Rows = Readonly<Record<string, Partial<Record<ListingEvent, { to: ListingState; by: readonly ListingRole[] }>>>>;
const table: Rows = listingMachine;
const events = [...new Set(listingStates.flatMap((s) => Object.keys(table[s] ?? {})))] as ListingEvent[];

const rowOf = async (id: string) => (await db.admin.select().from(listings).where(eq(listings.id, id)))[0]!;
const step = async (id: string, event: ListingEvent, role: ListingRole, decidedOn?: ListingRow) => {
  const row = decidedOn ?? (await rowOf(id));
  return codeOf(inTransaction(db.ctx(tto), (t) => stepListing(t, row, event, role, {}, { reason: "试" })));
};
const rowsOf = (id: string) =>
  db.admin
    .select({ action: auditEvents.action, payload: auditEvents.payload, actor: auditEvents.actor })
    .from(auditEvents)
    .where(and(eq(auditEvents.chain, tto.orgId ?? ""), eq(auditEvents.object, id)))
    .orderBy(asc(auditEvents.seq));

describe("stepListing", () => {
  const transitions = listingStates.flatMap((from) =>
    Object.entries(table[from] ?? {}).map(([event, row]) => [from, event as ListingEvent, row.to, row.by] as const),
  );

  test.each(transitions)("%s: %s leads to %s, with its audit row and its events", async (from, event, to, by) => {
    const id = await aListing(db, tto.orgId ?? "org_", { state: from });
    const [role = "system"] = by;
    expect(await step(id, event, role)).toBe("done");
    expect(await rowOf(id)).toMatchObject({ state: to, version: 2 });
    expect(await rowsOf(id)).toEqual([
      {
        action: `listing.${event}`,
        actor: tto.userId,
        payload: {
          ...{ version: 2, changed: ["state"], from, to, reason: "试" },
          ...(event === "lapse" ? { status: "unknown" } : {}),
        },
      },
    ]);
    const told = (await emitted(db)).filter((e) => "listingId" in e.payload && e.payload.listingId === id);
    expect(told.map((e) => e.type).toSorted()).toEqual(["listing.changed", "listing.stepped"]);
  });

  test.each(transitions)(
    "%s: %s is refused to everybody the table does not name, and leaves nothing",
    async (from, event) => {
      const id = await aListing(db, tto.orgId ?? "org_", { state: from });
      const by: readonly ListingRole[] = table[from]?.[event]?.by ?? [];
      for (const role of listingRoles.filter((r) => !by.includes(r)))
        expect(await step(id, event, role)).toBe("forbidden");
      expect(await rowOf(id)).toMatchObject({ state: from, version: 1 });
      expect(await rowsOf(id)).toEqual([]);
    },
  );

  test.each(listingStates)("from %s no other step is possible, whoever asks", async (from) => {
    const id = await aListing(db, tto.orgId ?? "org_", { state: from });
    for (const event of events.filter((e) => !table[from]?.[e]))
      for (const role of listingRoles) expect(await step(id, event, role)).toBe("listings/transition");
    expect(await rowsOf(id)).toEqual([]);
  });

  test("two steps decided on the same version are one step", async () => {
    const id = await aListing(db, tto.orgId ?? "org_", { state: "published" });
    const row = await rowOf(id);
    const results = await Promise.all([step(id, "pause", "officer", row), step(id, "withdraw", "officer", row)]);
    expect(results.toSorted()).toEqual(["conflict", "done"]);
    expect(await rowsOf(id)).toHaveLength(1);
  });
});
