import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

/** Append-only, hash-chained per organisation and per deal; the chain name is the organisation's or the deal's id. */
export const auditEvents = pgTable(
  "audit_events",
  {
    chain: text("chain").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    id: id("id", "audit").notNull().unique(),
    /** Version of the canonical encoding that `hash` covers. */
    encoding: integer("encoding").notNull(),
    prevHash: text("prev_hash").notNull(),
    hash: text("hash").notNull(),
    actor: text("actor").notNull(),
    actingFor: text("acting_for"),
    action: text("action").notNull(),
    object: text("object").notNull(),
    payload: jsonb("payload").notNull().$type<Record<string, unknown>>(),
    outcome: text("outcome", { enum: ["done", "refused"] }).notNull(),
    requestId: text("request_id"),
    address: text("address"),
    agent: text("agent"),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.chain, t.seq] }), index("audit_events_object").on(t.object)],
);

/** The tip of each chain; its row lock serialises appends to that chain only. */
export const auditHeads = pgTable("audit_heads", {
  chain: text("chain").primaryKey(),
  seq: bigint("seq", { mode: "number" }).notNull(),
  hash: text("hash").notNull(),
});

/** Webhooks as received: stored once, answered, then worked. */
export const inboxEvents = pgTable(
  "inbox_events",
  {
    id: id("id", "inbox").primaryKey(),
    provider: text("provider").notNull(),
    account: text("account").notNull().default(""),
    externalId: text("external_id").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").notNull().$type<unknown>(),
    state: text("state", { enum: ["waiting", "done", "parked"] })
      .notNull()
      .default("waiting"),
    attempts: integer("attempts").notNull().default(0),
    note: text("note"),
    nextAt: at("next_at").notNull(),
    receivedAt: at("received_at").notNull(),
    handledAt: at("handled_at"),
  },
  (t) => [
    uniqueIndex("inbox_events_once").on(t.provider, t.account, t.externalId),
    // serves the worker's "next waiting row" query
    index("inbox_events_waiting").on(t.nextAt).where(sql`${t.state} = 'waiting'`),
    // serves the health of the worker and the operator's list
    index("inbox_events_parked").on(t.receivedAt).where(sql`${t.state} = 'parked'`),
  ],
);

/** One-row offset that tests and demo mode may add to the database's clock. */
export const clockOffset = pgTable("clock_offset", {
  row: integer("row_no").primaryKey().default(1),
  offsetMs: bigint("offset_ms", { mode: "number" }).notNull().default(0),
});

/** Facts about this installation: `seeded`, `release`. */
export const installation = pgTable("installation", {
  key: text("key").primaryKey(),
  value: jsonb("value").notNull().$type<unknown>(),
  at: at("at").notNull(),
});

/** Points used per limit and sender; the layout is the one rate-limiter-flexible reads. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});

/** Gives out the serial part of public numbers, per kind and year: `PN-2026-000131`, `DN-2026-000007`. */
export const numberCounters = pgTable(
  "number_counters",
  { kind: text("kind").notNull(), year: integer("year").notNull(), last: integer("last").notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.year] })],
);
