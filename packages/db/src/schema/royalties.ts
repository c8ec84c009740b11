import { objectionStates } from "@peony/domain/royalties";
import type { Bilingual } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, numeric, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
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
    /** The confirmation by which this inventor took the share; opens the line to its link. */
    confirmationId: id("confirmation_id", "confirmation"),
    name: jsonb("name").notNull().$type<Bilingual>(),
    sharePct: numeric("share_pct", { precision: 5, scale: 2, mode: "number" }).notNull(),
    amount: minor("amount").notNull(),
  },
  (t) => [index("reward_lines_reward").on(t.rewardId), index("reward_lines_user").on(t.userId)],
);

/** A unit's own rule for the inventors' pool; the version in force at signature applies to the whole contract. Append-only. */
export const unitRewardRules = pgTable(
  "unit_reward_rules",
  {
    id: id("id", "unitRule").primaryKey(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    version: integer("version").notNull(),
    validFrom: date("valid_from", { mode: "string" }).notNull(),
    poolBps: integer("pool_bps").notNull(),
    mainMinBps: integer("main_min_bps").notNull(),
    title: text("title").notNull(),
    documentNumber: text("document_number").notNull(),
    createdBy: id("created_by", "user").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [uniqueIndex("unit_reward_rules_version").on(t.orgId, t.version)],
);

/** An inventor objects to a statement within fifteen days; the unit answers. */
export const rewardObjections = pgTable(
  "reward_objections",
  {
    id: id("id", "objection").primaryKey(),
    rewardId: id("reward_id", "reward")
      .notNull()
      .references(() => rewardCalculations.id),
    lineId: id("line_id", "rewardLine")
      .notNull()
      .references(() => rewardLines.id),
    orgId: id("org_id", "organisation").notNull(),
    state: text("state", { enum: objectionStates }).notNull().default("open"),
    ground: text("ground").notNull(),
    raisedAt: at("raised_at").notNull(),
    answer: text("answer"),
    decidedBy: id("decided_by", "user"),
    decidedAt: at("decided_at"),
  },
  (t) => [
    index("reward_objections_reward").on(t.rewardId),
    // one open objection for each line
    uniqueIndex("reward_objections_open").on(t.lineId).where(sql`${t.state} = 'open'`),
  ],
);

/** The unit says that it paid a statement's pool out to the inventors. Append-only. */
export const rewardPayments = pgTable("reward_payments", {
  rewardId: id("reward_id", "reward")
    .primaryKey()
    .references(() => rewardCalculations.id),
  orgId: id("org_id", "organisation").notNull(),
  paidOn: date("paid_on", { mode: "string" }).notNull(),
  recordedBy: id("recorded_by", "user").notNull(),
  recordedAt: at("recorded_at").notNull(),
});
