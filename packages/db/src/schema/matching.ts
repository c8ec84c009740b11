import { index, jsonb, pgTable, primaryKey, real, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { demands } from "./demands.ts";
import { listings } from "./listings.ts";

/** What the matching engine found, with the reasons as they were: an explanation never changes after the fact. */
export const matches = pgTable(
  "matches",
  {
    demandId: id("demand_id", "demand")
      .notNull()
      .references(() => demands.id),
    listingId: id("listing_id", "listing")
      .notNull()
      .references(() => listings.id),
    score: real("score").notNull(),
    reason: jsonb("reason").notNull().$type<unknown>(),
    engine: text("engine").notNull(),
    computedAt: at("computed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.listingId] }), index("matches_listing").on(t.listingId, t.score)],
);
