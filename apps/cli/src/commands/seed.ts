import { installation } from "@peony/db/schema";
import { seedDemands, seedInventors, seedListings, seedOrganisations, seedPeople } from "@peony/db/seed";
import { argon2Passwords } from "@peony/gateways/passwords";
import { eq } from "drizzle-orm";
import type { Command } from "../command.ts";
import { withDb } from "../with-db.ts";

const demoPassword = "peony-demo";

export const seedCommand: Command = {
  usage: "",
  what: "writes the demo's organisations, people, listings, demands and deals, once",
  options: {},
  run: ({ env, print }) =>
    withDb(env, async (db) => {
      const passwordHash = await argon2Passwords.hash(demoPassword);
      const seeded = await db.transaction(async (tx) => {
        const [done] = await tx.select().from(installation).where(eq(installation.key, "seeded"));
        if (done) return false;
        const now = new Date();
        const seats = await seedOrganisations(tx, now);
        await seedPeople(tx, seats, passwordHash, now);
        const listings = await seedListings(tx, seats, now);
        await seedInventors(tx, seats, listings, now);
        const demands = await seedDemands(tx, seats, now);
        await tx
          .insert(installation)
          .values({ key: "seeded", value: { listings: listings.size, demands: demands.size }, at: now });
        return true;
      });
      print(seeded ? "The demo data is written." : "The demo data is there already.");
      return 0;
    }),
};
