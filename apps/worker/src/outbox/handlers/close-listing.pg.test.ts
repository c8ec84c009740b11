import { contracts, demands } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { readDeal } from "@peony/features/deals";
import { acceptOffer } from "@peony/features/offers";
import { aCourse, aField } from "@peony/features/proposals/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeListing } from "./close-listing.ts";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("a signed contract of an award marks the demand as contracted, once, and an unsigned one does not", async () => {
  const field = await aField(db);
  const c = await aCourse(db, field);
  await c.toFinalists();
  const { number } = await c.award(c.ids[0]);
  const offer = (await readDeal(db.ctx(field.firm), number)).rounds[0];
  const accepted = await acceptOffer(db.ctx(field.firm), {
    offerId: offer?.id ?? "",
    termsHash: offer?.termsHash ?? "",
  });
  const contractId = accepted.contractId ?? "";
  const close = () => closeListing({ db: db.worker }, { contractId });
  const stateOf = async () =>
    (await db.admin.select({ state: demands.state }).from(demands).where(eq(demands.id, c.id)))[0]?.state;
  await close();
  expect(await stateOf()).toBe("awarded");
  await db.admin.update(contracts).set({ state: "signed" }).where(eq(contracts.id, contractId));
  await close();
  await close();
  expect(await stateOf()).toBe("contracted");
});
