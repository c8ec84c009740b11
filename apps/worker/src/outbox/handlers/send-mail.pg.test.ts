import { inTransaction } from "@peony/db";
import { mails } from "@peony/db/schema";
import { seedDemands, seedInventors, seedListings, seedOrganisations, seedPeople } from "@peony/db/seed";
import { createTestDb, type TestDb } from "@peony/db/testing";
import { locales } from "@peony/domain/shared";
import { composeMail } from "@peony/gateways/mail";
import { afterAll, beforeAll, expect, test } from "vitest";

let db: TestDb;
beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());

test("every mail that the demo starts with can be written, in both languages", async () => {
  const now = new Date();
  await inTransaction(db.ctx({ kind: "system", name: "seed" }, db.admin), async (t) => {
    const seats = await seedOrganisations(t.tx, now);
    await seedPeople(t.tx, seats, "hash", now);
    await seedInventors(t.tx, seats, await seedListings(t.tx, seats, now), now);
    await seedDemands(t.tx, seats, now);
  });
  const queued = await db.admin.select().from(mails);
  expect(queued.map((mail) => mail.recipient)).toContain("inventor@demo.peony.test");
  for (const mail of queued)
    for (const locale of locales) {
      const { subject, text } = composeMail({ ...mail, locale }, "https://peony.test");
      expect(`${subject} ${text}`).not.toMatch(/\{|undefined|FORMATTING_ERROR|mails\./);
    }
}, 60_000);
