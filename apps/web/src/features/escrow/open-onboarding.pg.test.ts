import { payoutAccounts } from "@peony/db/schema";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { fakePayments } from "@peony/gateways/stripe";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openOnboarding } from "./open-onboarding.ts";

const base = "http://localhost:3000";
const payments = fakePayments();
let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

const proven = async (roles: PersonActor["roles"] = ["finance"]): Promise<PersonActor> => ({
  ...(await aMember(db, "university", roles)),
  provedAt: new Date(),
});
const rowsOf = (actor: PersonActor) =>
  db.admin
    .select()
    .from(payoutAccounts)
    .where(eq(payoutAccounts.orgId, actor.orgId ?? ""));

describe("openOnboarding", () => {
  test("makes the account once and a link each time", async () => {
    const actor = await proven();
    for (const locale of ["zh", "en"] as const)
      expect(await openOnboarding(db.ctx(actor), payments, base, locale)).toMatch(/^https?:\/\//);
    const rows = await rowsOf(actor);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.providerId).toMatch(/^acct_/);
  });

  test("refuses an old proof of identity and a role that has no say, and makes nothing", async () => {
    const old = await proven();
    const stale = { ...old, provedAt: new Date(Date.now() - 11 * 60_000) };
    await expect(openOnboarding(db.ctx(stale), payments, base, "zh")).rejects.toMatchObject({ code: "step-up" });
    const inventor = await proven(["inventor"]);
    await expect(openOnboarding(db.ctx(inventor), payments, base, "zh")).rejects.toMatchObject({ code: "forbidden" });
    expect(await rowsOf(old)).toHaveLength(0);
    expect(await rowsOf(inventor)).toHaveLength(0);
  });
});
