import type { TermsInput } from "@peony/domain/contracts";
import { declineReasons, offerStates } from "@peony/domain/offers";
import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { deals } from "./deals.ts";

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
