import { inTransaction } from "@peony/db";
import { users } from "@peony/db/schema";
import { seedInventors, seedListings, seedOrganisations, seedPeople } from "@peony/db/seed";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listResults } from "./list-results.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("the demo's inventor finds results in every early stage, one of them late and one to confirm", async () => {
  const now = new Date();
  const orgId = await inTransaction(db.ctx({ kind: "system", name: "seed" }, db.admin), async (t) => {
    const seats = await seedOrganisations(t.tx, now);
    await seedPeople(t.tx, seats, "hash", now);
    await seedInventors(t.tx, seats, await seedListings(t.tx, seats, now), now);
    return seats.get("R01") ?? "";
  });
  const [user] = await db.admin.select().from(users).where(eq(users.email, "inventor@demo.peony.test"));
  const inventor: PersonActor = {
    ...{ kind: "person", userId: user?.id ?? "", name: user?.name ?? "", locale: "zh", orgId, orgKind: "university" },
    ...{ orgVerified: true, orgCountry: "CN", roles: ["inventor"], via: "session", provedAt: now },
  };
  const results = await listResults(db.ctx(inventor));
  const stages = new Set(results.map((r) => r.stage));
  for (const stage of ["draft", "disclosed", "assessed", "listed", "returned_to_inventor"] as const)
    expect(stages).toContain(stage);
  expect(results.filter((r) => r.late)).toHaveLength(1);
  expect(results.filter((r) => r.step === "confirm" && r.ownTurn)).toHaveLength(1);
  expect(results.every((r) => r.makers.some((m) => m.own))).toBe(true);
}, 60_000);
