import { auditEvents } from "@peony/db/schema";
import { aMember, codeOf, type TestDb } from "@peony/db/testing";
import { DomainError } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { once } from "./idempotency.ts";
import { noting } from "./noting.ts";
import { houseDb, testEnvironment } from "./testing/house.ts";

let db: TestDb;
beforeAll(async () => {
  testEnvironment();
  db = await houseDb();
});
afterAll(() => db.close());

const someone = async () => {
  const actor = await aMember(db, "firm", ["member"]);
  const rows = async () => {
    const all = await db.admin
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.chain, actor.orgId ?? ""));
    return all.map((r) => [r.action, r.outcome, r.payload.code]);
  };
  return { actor, ctx: db.ctx(actor), rows };
};

describe("noting", () => {
  test("leaves a row of an act refused for want of a right, and hands the refusal on", async () => {
    const { ctx, rows } = await someone();
    const refused = noting(ctx, async () => {
      throw new DomainError("forbidden", "only an owner");
    });
    expect(await codeOf(refused)).toBe("forbidden");
    expect(await rows()).toEqual([["act.refused", "refused", "forbidden"]]);
  });

  test("keeps the row where the act belonged to a call under a key, whose transaction is rolled back", async () => {
    const { actor, ctx, rows } = await someone();
    const refused = noting(ctx, () =>
      once(ctx, actor.orgId ?? "", "noted-key", "content", async () => {
        throw new DomainError("forbidden", "only an owner");
      }),
    );
    expect(await codeOf(refused)).toBe("forbidden");
    expect(await rows()).toHaveLength(1);
  });

  test("says nothing of a field filled in wrongly, nor of an act that was done", async () => {
    const { ctx, rows } = await someone();
    await codeOf(noting(ctx, () => Promise.reject(new DomainError("invalid", "no title"))));
    await noting(ctx, async () => "done");
    expect(await rows()).toEqual([]);
  });
});
