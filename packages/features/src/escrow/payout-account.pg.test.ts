import { inTransaction } from "@peony/db";
import { aMember, createTestDb, type TestDb } from "@peony/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readPayoutAccount, recordPayoutAccount, recordPayoutRecipient, startPayoutAccount } from "./payout-account.ts";
import { outcomeOf } from "./testing/books.ts";
import { worker } from "./testing/money.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

describe("the payout account", () => {
  test("is begun once per organisation, named by the provider, and becomes ready", async () => {
    const actor = await aMember(db, "university", ["finance"]);
    const ctx = db.ctx(actor);
    expect(await readPayoutAccount(ctx)).toBeNull();
    const [first, second] = await Promise.all([startPayoutAccount(ctx), startPayoutAccount(ctx)]);
    expect(first).toEqual(second);
    expect(first).toMatchObject({ state: "created", providerId: null });
    expect(first.email).toContain("@");
    const named = { payoutAccountId: first.id, providerId: "acct_1", state: "restricted" } as const;
    await recordPayoutRecipient(ctx, named);
    await recordPayoutRecipient(ctx, named);
    expect(await outcomeOf(recordPayoutRecipient(ctx, { ...named, providerId: "acct_2" }))).toBe("conflict");
    const house = db.ctx(worker, db.worker);
    await inTransaction(house, (t) => recordPayoutAccount(t, { providerId: "acct_1", state: "active" }));
    await inTransaction(house, (t) => recordPayoutAccount(t, { providerId: "acct_1", state: "active" }));
    expect(await readPayoutAccount(ctx)).toEqual({ id: first.id, state: "active", providerId: "acct_1" });
    const unknown = inTransaction(house, (t) => recordPayoutAccount(t, { providerId: "acct_9", state: "active" }));
    expect(await outcomeOf(unknown)).toBe("not-found");
  });

  test("is hidden from strangers", async () => {
    const mine = await startPayoutAccount(db.ctx(await aMember(db, "broker", ["owner"])));
    const other = db.ctx(await aMember(db, "broker", ["owner"]));
    const named = { payoutAccountId: mine.id, providerId: "acct_x", state: "active" } as const;
    expect(await outcomeOf(recordPayoutRecipient(other, named))).toBe("not-found");
    expect(await readPayoutAccount(other)).toBeNull();
  });

  test("refuses the wrong role, the unverified, and an old proof of identity", async () => {
    const by = (actor: Parameters<TestDb["ctx"]>[0]) => outcomeOf(startPayoutAccount(db.ctx(actor)));
    const owner = await aMember(db, "firm", ["owner"]);
    expect(await by(await aMember(db, "firm", ["member"]))).toBe("forbidden");
    expect(await by({ ...owner, orgVerified: false })).toBe("identity/unverified");
    expect(await by({ ...owner, provedAt: new Date(Date.now() - 11 * 60_000) })).toBe("step-up");
  });
});
