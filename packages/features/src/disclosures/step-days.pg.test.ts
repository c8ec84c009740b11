import { newId } from "@peony/db";
import { auditEvents, disclosures, unitStepDays } from "@peony/db/schema";
import { aMember, aPerson, codeOf, createTestDb, type TestDb } from "@peony/db/testing";
import { createDisclosureInput, defaultStepDays, stepDue } from "@peony/domain/disclosures";
import type { PersonActor } from "@peony/domain/identity";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createDisclosure, submitDisclosure } from "./save-disclosure.ts";
import { readStepDays, saveStepDays } from "./step-days.ts";

let db: TestDb;
let manager: PersonActor;
let author: PersonActor;
beforeAll(async () => {
  db = await createTestDb();
});
beforeEach(async () => {
  manager = await aMember(db, "university", ["manager"]);
  author = await aPerson(db, { id: manager.orgId ?? "", kind: "university" }, ["inventor"]);
});
afterAll(() => db.close());

const own = { disclosed: 5, assessed: 10, protected: 15 };
const dueOf = async (): Promise<{ stepAt: Date; dueAt: Date | null }> => {
  const id = newId("disclosure");
  const whole = { id, title: "沟道", novelty: "砂条", inventors: [{ name: { zh: "甲" }, sharePct: 100, email: "" }] };
  await createDisclosure(db.ctx(author), createDisclosureInput.parse(whole));
  await submitDisclosure(db.ctx(author), { id, version: 1 });
  const [row] = await db.admin.select().from(disclosures).where(eq(disclosures.id, id));
  if (!row) throw new Error(id);
  return row;
};

describe("a unit's own days", () => {
  test("hold for the steps that begin after they were set; those under way keep their date", async () => {
    const before = await dueOf();
    expect(before.dueAt).toEqual(stepDue("disclosed", before.stepAt, defaultStepDays));
    expect(await saveStepDays(db.ctx(manager), { version: 0, ...own })).toEqual({ version: 1 });
    const after = await dueOf();
    expect(after.dueAt).toEqual(stepDue("disclosed", after.stepAt, own));
    const held = await db.admin.$count(disclosures, eq(disclosures.dueAt, before.dueAt ?? new Date(0)));
    expect(held).toBe(1);
    expect(await readStepDays(db.ctx(author))).toMatchObject({
      version: 1,
      days: own,
      set: { by: expect.any(String) },
    });
  });

  test("are set by who manages the unit, and stay within it", async () => {
    const other = await aMember(db, "university", ["owner"]);
    const roles = ["inventor", "member", "finance", "signatory"] as const;
    for (const role of roles) {
      const person = await aPerson(db, { id: manager.orgId ?? "", kind: "university" }, [role]);
      expect([role, await codeOf(saveStepDays(db.ctx(person), { version: 0, ...own }))]).toEqual([role, "forbidden"]);
    }
    await saveStepDays(db.ctx(manager), { version: 0, ...own });
    expect(await readStepDays(db.ctx(other))).toMatchObject({ version: 0, days: defaultStepDays, set: null });
  });

  test("survive a repeat, and a race leaves one of two", async () => {
    const save = (days: typeof own, version = 0) => codeOf(saveStepDays(db.ctx(manager), { version, ...days }));
    const raced = await Promise.all([save(own), save({ ...own, disclosed: 6 })]);
    expect(raced.sort()).toEqual(["done", "stale"]);
    const { days, version } = await readStepDays(db.ctx(manager));
    expect([await save(days), await save(days, version), version]).toEqual(["done", "done", 1]);
    const rows = and(eq(auditEvents.chain, manager.orgId ?? ""), eq(auditEvents.action, "disclosure.days-saved"));
    expect(await db.admin.$count(auditEvents, rows)).toBe(1);
  });

  test("are written by no colleague and for no other unit past the commands", async () => {
    const write = (by: PersonActor, org: string | null, named: PersonActor = by) =>
      db.web.transaction(async (tx) => {
        await tx.execute(
          sql`select set_config('app.org', ${by.orgId}, true), set_config('app.user', ${by.userId}, true)`,
        );
        await tx.execute(sql`insert into unit_step_days values (${org}, 1, 1, 1, 1, ${named.userId}, now())`);
      });
    const other = await aMember(db, "university", ["manager"]);
    await expect(write(author, manager.orgId)).rejects.toThrow();
    await expect(write(other, manager.orgId)).rejects.toThrow();
    await expect(write(manager, manager.orgId, author)).rejects.toThrow();
    expect(await db.admin.$count(unitStepDays, eq(unitStepDays.orgId, manager.orgId ?? ""))).toBe(0);
    await write(manager, manager.orgId);
  });
});
