import type { Bilingual } from "@peony/domain/shared";
import { index, integer, jsonb, numeric, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
import { heldItems } from "./escrow.ts";
import { organisations, users } from "./identity.ts";

/** The inventors' benefit statement of one release: computed once, never recomputed; corrections are new rows. */
export const rewardCalculations = pgTable(
  "reward_calculations",
  {
    id: id("id", "reward").primaryKey(),
    itemId: id("item_id", "item")
      .notNull()
      .references(() => heldItems.id),
    releaseNo: integer("release_no").notNull(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    currency: text("currency").notNull(),
    receipts: minor("receipts").notNull(),
    costs: minor("costs").notNull(),
    pool: minor("pool").notNull(),
    /** Rule set used: id, region, floor in basis points, source. */
    rule: jsonb("rule").notNull().$type<Record<string, unknown>>(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("reward_calculations_release").on(t.itemId, t.releaseNo),
    index("reward_calculations_org").on(t.orgId),
  ],
);

export const rewardLines = pgTable(
  "reward_lines",
  {
    id: id("id", "rewardLine").primaryKey(),
    rewardId: id("reward_id", "reward")
      .notNull()
      .references(() => rewardCalculations.id),
    orgId: id("org_id", "organisation").notNull(),
    /** Set where the inventor has an account here. */
    userId: id("user_id", "user").references(() => users.id),
    name: jsonb("name").notNull().$type<Bilingual>(),
    sharePct: numeric("share_pct", { precision: 5, scale: 2, mode: "number" }).notNull(),
    amount: minor("amount").notNull(),
  },
  (t) => [index("reward_lines_reward").on(t.rewardId), index("reward_lines_user").on(t.userId)],
);
