import type { TermsInput } from "@peony/domain/contracts";
import { roomStates } from "@peony/domain/deals";
import { declineReasons, offerStates } from "@peony/domain/offers";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { demands } from "./demands.ts";
import { organisations, users } from "./identity.ts";
import { listings } from "./listings.ts";

/** Gives out the serial part of public numbers, per kind and year: `PN-2026-000131`, `DN-2026-000007`. */
export const numberCounters = pgTable(
  "number_counters",
  { kind: text("kind").notNull(), year: integer("year").notNull(), last: integer("last").notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.year] })],
);

/** One deal is one row; its phase is computed from the states of its room, offers, contract and held items. */
export const deals = pgTable(
  "deals",
  {
    id: id("id", "deal").primaryKey(),
    number: text("number").notNull().unique(),
    listingId: id("listing_id", "listing")
      .notNull()
      .references(() => listings.id),
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
    index("deals_seller").on(t.sellerOrgId, t.updatedAt),
    index("deals_buyer").on(t.buyerOrgId, t.updatedAt),
    index("deals_broker").on(t.brokerOrgId),
  ],
);

export const rooms = pgTable("rooms", {
  id: id("id", "room").primaryKey(),
  dealId: id("deal_id", "deal")
    .notNull()
    .unique()
    .references(() => deals.id),
  state: text("state", { enum: roomStates }).notNull().default("open"),
  /** What the firm wants it for, in its own words. */
  useCase: text("use_case").notNull(),
  createdAt: at("created_at").notNull(),
});

export const offers = pgTable(
  "offers",
  {
    id: id("id", "offer").primaryKey(),
    dealId: id("deal_id", "deal")
      .notNull()
      .references(() => deals.id),
    round: integer("round").notNull(),
    side: text("side", { enum: ["seller", "buyer"] }).notNull(),
    state: text("state", { enum: offerStates }).notNull().default("submitted"),
    terms: jsonb("terms").notNull().$type<TermsInput>(),
    /** SHA-256 of the canonical terms: what was accepted is exactly what was shown. */
    termsHash: text("terms_hash").notNull(),
    message: text("message").notNull().default(""),
    declineReason: text("decline_reason", { enum: declineReasons }),
    sentBy: id("sent_by", "user").notNull(),
    answeredBy: id("answered_by", "user"),
    sentAt: at("sent_at").notNull(),
    answeredAt: at("answered_at"),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("offers_round").on(t.dealId, t.round),
    // the database itself allows one open round and one accepted round per deal
    uniqueIndex("offers_one_open").on(t.dealId).where(sql`${t.state} = 'submitted'`),
    uniqueIndex("offers_one_accepted").on(t.dealId).where(sql`${t.state} = 'accepted'`),
    index("offers_expiry").on(t.expiresAt).where(sql`${t.state} = 'submitted'`),
  ],
);
