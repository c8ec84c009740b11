import { expect } from "@playwright/test";
import { one, sql } from "./database.ts";

/** The demo's own deals are walked through the running servers in the first minute after a start; waits until they are all there. */
export const whenDemoIsThere = async (): Promise<void> => {
  const walked = () =>
    one<{ done: boolean }>(sql`select exists (select 1 from installation where key = 'seeded-deals') as done`);
  await expect.poll(async () => (await walked()).done, { timeout: 170_000, intervals: [1_000] }).toBe(true);
};

/** A deal of the demo between the demo accounts, by the listing it is about. */
const dealAbout = async (slugEnd: string): Promise<string> =>
  (
    await one<{ number: string }>(
      sql`select d.number from deals d join listings l on l.id = d.listing_id where l.slug like ${`%-${slugEnd}`}`,
    )
  ).number;

/** Addresses of records that the screens are looked at with; every one is of the seed. */
export const demoRecords = async () => {
  const listing = await one<{ id: string; slug: string; org: string }>(
    sql`select l.id, l.slug, o.slug as org from listings l join organisations o on o.id = l.org_id where l.slug like '%-l07'`,
  );
  const draft = await one<{ id: string }>(sql`
    select l.id from listings l join members m on m.org_id = l.org_id join users u on u.id = m.user_id
    where u.email = 'tto@demo.peony.test' and l.state = 'draft' and l.created_by is null order by l.slug limit 1`);
  const demand = await one<{ number: string }>(sql`
    select d.number from demands d join members m on m.org_id = d.org_id join users u on u.id = m.user_id
    where u.email = 'firm@demo.peony.test' and d.state = 'published' order by d.number limit 1`);
  return { listing, draft, demand, offered: await dealAbout("l07"), second: await dealAbout("l06") };
};
export type DemoRecords = Awaited<ReturnType<typeof demoRecords>>;
