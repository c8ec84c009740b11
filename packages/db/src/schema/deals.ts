import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { demands } from "./demands.ts";
import { organisations, users } from "./identity.ts";
import { listings } from "./listings.ts";

/** One deal is one row; its phase is computed from the states of its room, offers, contract and held items. */
export const deals = pgTable(
  "deals",
  {
    id: id("id", "deal").primaryKey(),
    number: text("number").notNull().unique(),
    /** What is dealt in; null where an awarded proposal answers the demand and nothing was listed. */
    listingId: id("listing_id", "listing").references(() => listings.id),
    demandId: id("demand_id", "demand").references(() => demands.id),
    sellerOrgId: id("seller_org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    buyerOrgId: id("buyer_org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    brokerOrgId: id("broker_org_id", "organisation").references(() => organisations.id),
    openedBy: id("opened_by", "user")
      .notNull()
      .references(() => users.id),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    // one open conversation per asset and buyer: a double submit opens one room
    uniqueIndex("deals_once").on(t.listingId, t.buyerOrgId),
    // one deal of a demand's award
    uniqueIndex("deals_awarded_once").on(t.demandId).where(sql`${t.listingId} is null`),
    check("deals_subject", sql`${t.listingId} is not null or ${t.demandId} is not null`),
    index("deals_seller").on(t.sellerOrgId, t.updatedAt),
    index("deals_buyer").on(t.buyerOrgId, t.updatedAt),
    index("deals_broker").on(t.brokerOrgId),
  ],
);
