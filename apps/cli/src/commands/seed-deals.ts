import { installation } from "@peony/db/schema";
import { stripePayments } from "@peony/gateways/stripe";
import { eq } from "drizzle-orm";
import { type Command, CommandFailed } from "../command.ts";
import { demoDeals } from "../demo/plan.ts";
import { walkDeal } from "../demo/walk.ts";
import { withDb } from "../with-db.ts";

export const seedDealsCommand: Command = {
  usage: "",
  what: "walks the demo's deals to every state, once, while Peony runs; payments sandbox only",
  options: {},
  run: ({ env, print }) =>
    withDb(env, async (db) => {
      if (!env.STRIPE_API_URL || !env.STRIPE_SECRET_KEY || !env.STRIPE_WEBHOOK_SECRET)
        throw new CommandFailed("The demo's deals are paid at the payments sandbox only.");
      const [done] = await db.select().from(installation).where(eq(installation.key, "seeded-deals"));
      if (done) {
        print("The demo's deals are there already.");
        return 0;
      }
      const payments = stripePayments({
        secretKey: env.STRIPE_SECRET_KEY,
        webhookSecrets: [env.STRIPE_WEBHOOK_SECRET],
        apiUrl: env.STRIPE_API_URL,
      });
      for (const deal of demoDeals) {
        await walkDeal({ db, payments, origin: env.PEONY_URL ?? "http://localhost:3000" }, deal);
        print(`${deal.listing} with ${deal.buyer}: ${deal.stage}`);
      }
      await db
        .insert(installation)
        .values({ key: "seeded-deals", value: { deals: demoDeals.length }, at: new Date() })
        .onConflictDoNothing();
      return 0;
    }),
};
