import { locales } from "@peony/domain/shared";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

export const notifications = pgTable(
  "notifications",
  {
    id: id("id", "notification").primaryKey(),
    userId: id("user_id", "user").notNull(),
    orgId: id("org_id", "organisation"),
    /** Message key under `notifications`. */
    kind: text("kind").notNull(),
    urgency: text("urgency", { enum: ["must_act", "turn", "changed", "info"] }).notNull(),
    /** Ids and public numbers only: never a confidential term. */
    args: jsonb("args").notNull().$type<Record<string, string>>(),
    href: text("href").notNull(),
    /** One notice per fact and person, whatever is repeated. */
    dedupe: text("dedupe").notNull().unique(),
    createdAt: at("created_at").notNull(),
    readAt: at("read_at"),
  },
  (t) => [index("notifications_user").on(t.userId, t.createdAt)],
);

/** Mail to send: written in the transaction that causes it, sent by the worker once. */
export const mails = pgTable("mails", {
  id: id("id", "mail").primaryKey(),
  recipient: text("recipient").notNull(),
  locale: text("locale", { enum: locales }).notNull(),
  kind: text("kind").notNull(),
  args: jsonb("args").notNull().$type<Record<string, string>>(),
  state: text("state", { enum: ["queued", "sent"] })
    .notNull()
    .default("queued"),
  attempts: integer("attempts").notNull().default(0),
  dedupe: text("dedupe").notNull().unique(),
  createdAt: at("created_at").notNull(),
  sentAt: at("sent_at"),
});
