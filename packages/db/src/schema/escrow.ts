import {
  attemptStates,
  disbursementStates,
  freezeKinds,
  itemEvents,
  itemStates,
  payeeRoles,
  payoutAccountStates,
  type SplitRule,
} from "@peony/domain/escrow";
import type { Bilingual } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
import { contracts } from "./contracts.ts";
import { deals } from "./deals.ts";
import { files } from "./files.ts";
import { organisations } from "./identity.ts";

/** One component of the price, held until its condition is met. Milestones of a contract are items 1, 2, … in order. */
export const heldItems = pgTable(
  "held_items",
  {
    id: id("id", "item").primaryKey(),
    dealId: id("deal_id", "deal")
      .notNull()
      .references(() => deals.id),
    contractId: id("contract_id", "contract")
      .notNull()
      .references(() => contracts.id),
    position: integer("position").notNull(),
    name: jsonb("name").notNull().$type<Bilingual>(),
    deliverable: jsonb("deliverable").notNull().$type<Bilingual>(),
    testMethod: jsonb("test_method").notNull().$type<Bilingual>(),
    sellerOrgId: id("seller_org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    buyerOrgId: id("buyer_org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    brokerOrgId: id("broker_org_id", "organisation").references(() => organisations.id),
    currency: text("currency").notNull(),
    due: minor("due").notNull(),
    state: text("state", { enum: itemStates }).notNull(),
    /** Sequence number of the last escrow_event; compare-and-set guard. */
    seq: integer("seq").notNull().default(0),
    freezes: text("freezes", { enum: freezeKinds })
      .array()
      .notNull()
      .default(sql`'{}'`)
      .$type<(typeof freezeKinds)[number][]>(),
    inspectionDays: integer("inspection_days").notNull(),
    /** When the present state's timer fires, if it has one. */
    deadline: at("deadline"),
    termsHash: text("terms_hash").notNull(),
    /** Split lines as agreed: broker commissions, platform fee; the seller takes the rest. */
    splits: jsonb("splits").notNull().$type<SplitRule[]>(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("held_items_position").on(t.contractId, t.position),
    index("held_items_deal").on(t.dealId),
    index("held_items_buyer").on(t.buyerOrgId),
    index("held_items_deadline").on(t.deadline).where(sql`${t.deadline} is not null`),
  ],
);

/** Append-only: the item's state is a function of these rows. */
export const escrowEvents = pgTable(
  "escrow_events",
  {
    itemId: id("item_id", "item")
      .notNull()
      .references(() => heldItems.id),
    seq: integer("seq").notNull(),
    event: text("event", { enum: itemEvents }).notNull(),
    from: text("from_state", { enum: itemStates }).notNull(),
    to: text("to_state", { enum: itemStates }).notNull(),
    actor: text("actor").notNull(),
    orgId: id("org_id", "organisation"),
    reason: text("reason").notNull().default(""),
    payload: jsonb("payload").notNull().$type<Record<string, unknown>>(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.seq] })],
);

/** What was delivered for an item, readable by its parties. */
export const deliveryFiles = pgTable(
  "delivery_files",
  {
    itemId: id("item_id", "item")
      .notNull()
      .references(() => heldItems.id),
    fileId: id("file_id", "file")
      .notNull()
      .references(() => files.id),
    seq: integer("seq").notNull(),
  },
  (t) => [primaryKey({ columns: [t.itemId, t.fileId] }), index("delivery_files_file").on(t.fileId)],
);

export const paymentAttempts = pgTable(
  "payment_attempts",
  {
    id: id("id", "attempt").primaryKey(),
    itemId: id("item_id", "item")
      .notNull()
      .references(() => heldItems.id),
    rail: text("rail").notNull(),
    amount: minor("amount").notNull(),
    currency: text("currency").notNull(),
    state: text("state", { enum: attemptStates }).notNull(),
    /** Checkout session id and url as the provider answered. */
    providerId: text("provider_id"),
    url: text("url"),
    paymentId: text("payment_id"),
    createdBy: id("created_by", "user").notNull(),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    uniqueIndex("payment_attempts_open").on(t.itemId).where(sql`${t.state} = 'open'`),
    uniqueIndex("payment_attempts_provider").on(t.providerId),
  ],
);

export const payoutAccounts = pgTable("payout_accounts", {
  id: id("id", "payoutAccount").primaryKey(),
  orgId: id("org_id", "organisation")
    .notNull()
    .unique()
    .references(() => organisations.id),
  rail: text("rail").notNull(),
  providerId: text("provider_id").unique(),
  state: text("state", { enum: payoutAccountStates }).notNull(),
  createdAt: at("created_at").notNull(),
  updatedAt: at("updated_at").notNull(),
});

export const disbursements = pgTable(
  "disbursements",
  {
    id: id("id", "disbursement").primaryKey(),
    itemId: id("item_id", "item")
      .notNull()
      .references(() => heldItems.id),
    releaseNo: integer("release_no").notNull(),
    role: text("role", { enum: payeeRoles }).notNull(),
    /** Null for the platform, which is paid by posting alone. */
    orgId: id("org_id", "organisation").references(() => organisations.id),
    amount: minor("amount").notNull(),
    currency: text("currency").notNull(),
    rail: text("rail").notNull(),
    state: text("state", { enum: disbursementStates }).notNull(),
    reason: text("reason").notNull().default(""),
    attempts: integer("attempts").notNull().default(0),
    nextAt: at("next_at"),
    providerId: text("provider_id"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    unique("disbursements_line").on(t.itemId, t.releaseNo, t.role, t.orgId).nullsNotDistinct(),
    index("disbursements_org").on(t.orgId),
    index("disbursements_next").on(t.state, t.nextAt),
  ],
);

/** The record of each provider call: our key first, the call outside, the answer last. */
export const pspCommands = pgTable("psp_commands", {
  id: id("id", "command").primaryKey(),
  key: text("key").notNull().unique(),
  kind: text("kind").notNull(),
  payload: jsonb("payload").notNull().$type<Record<string, unknown>>(),
  state: text("state", { enum: ["pending", "done", "failed", "unknown"] })
    .notNull()
    .default("pending"),
  answer: jsonb("answer").$type<unknown>(),
  attempts: integer("attempts").notNull().default(0),
  firstSentAt: at("first_sent_at"),
  createdAt: at("created_at").notNull(),
  updatedAt: at("updated_at").notNull(),
});

export const reconRuns = pgTable("recon_runs", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  currency: text("currency").notNull(),
  ledgerAmount: minor("ledger_amount").notNull(),
  providerAmount: minor("provider_amount").notNull(),
  differences: jsonb("differences").notNull().$type<unknown[]>(),
  at: at("at").notNull(),
});
