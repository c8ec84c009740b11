import { disclosureStates, protectionRoutes, publicity } from "@peony/domain/disclosures";
import { technologyFields } from "@peony/domain/listings";
import { type Bilingual, locales } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { boolean, date, index, integer, jsonb, numeric, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { deals } from "./deals.ts";
import { organisations, users } from "./identity.ts";
import { listingConfirmations, listings } from "./listings.ts";

/** What an inventor tells the own unit of a new result. Read by those it names and by the unit's officers; a draft by its author. */
export const disclosures = pgTable(
  "disclosures",
  {
    id: id("id", "disclosure").primaryKey(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    createdBy: id("created_by", "user")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: disclosureStates }).notNull().default("draft"),
    language: text("language", { enum: locales }).notNull().default("zh"),
    field: text("field", { enum: technologyFields }).notNull().default("other"),
    title: text("title").notNull().default(""),
    novelty: text("novelty").notNull().default(""),
    problem: text("problem").notNull().default(""),
    publicity: text("publicity", { enum: publicity }).notNull().default("no"),
    publicOn: date("public_on", { mode: "string" }),
    publicWhere: text("public_where").notNull().default(""),
    funding: text("funding").notNull().default(""),
    projectNo: text("project_no").notNull().default(""),
    helpers: text("helpers").notNull().default(""),
    bestUses: text("best_uses").array().notNull().default(sql`'{}'`),
    firmsKnown: text("firms_known").array().notNull().default(sql`'{}'`),
    /** What the assessment decided, and what the office said to the inventors. */
    route: text("route", { enum: protectionRoutes }),
    note: text("note").notNull().default(""),
    /** The officer who took it last; the step is theirs. */
    officerId: id("officer_id", "user").references(() => users.id),
    /** The draft that was made of it; one only. */
    listingId: id("listing_id", "listing")
      .unique()
      .references(() => listings.id),
    /** When the present step began, and when it is due. */
    stepAt: at("step_at").notNull(),
    dueAt: at("due_at"),
    version: integer("version").notNull().default(1),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [
    index("disclosures_org").on(t.orgId, t.updatedAt),
    index("disclosures_author").on(t.createdBy),
    // the daily look at what is late
    index("disclosures_due").on(t.dueAt).where(sql`${t.dueAt} is not null`),
  ],
);

/** Who made a disclosed result, with shares; whoever has an account in the unit sees it there. */
export const disclosureInventors = pgTable(
  "disclosure_inventors",
  {
    disclosureId: id("disclosure_id", "disclosure")
      .notNull()
      .references(() => disclosures.id),
    position: integer("position").notNull(),
    name: jsonb("name").notNull().$type<Bilingual>(),
    sharePct: numeric("share_pct", { precision: 5, scale: 2, mode: "number" }).notNull(),
    email: text("email"),
    /** The unit's member with this proved address. */
    userId: id("user_id", "user").references(() => users.id),
  },
  (t) => [primaryKey({ columns: [t.disclosureId, t.position] }), index("disclosure_inventors_user").on(t.userId)],
);

/** Why a step was late, by the owner of the step, with the new date. Append-only. */
export const stepDelays = pgTable(
  "step_delays",
  {
    id: id("id", "delay").primaryKey(),
    disclosureId: id("disclosure_id", "disclosure")
      .notNull()
      .references(() => disclosures.id),
    step: text("step", { enum: disclosureStates }).notNull(),
    dueAt: at("due_at").notNull(),
    newDueAt: at("new_due_at").notNull(),
    reason: text("reason").notNull(),
    explainedBy: id("explained_by", "user").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("step_delays_disclosure").on(t.disclosureId, t.at)],
);

/** A unit's own working days for each step of a disclosure; the last version counts. Append-only. */
export const unitStepDays = pgTable(
  "unit_step_days",
  {
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    version: integer("version").notNull(),
    disclosed: integer("disclosed").notNull(),
    assessed: integer("assessed").notNull(),
    protected: integer("protected").notNull(),
    savedBy: id("saved_by", "user")
      .notNull()
      .references(() => users.id),
    at: at("at").notNull(),
  },
  // two who set them at once: the second finds its version taken
  (t) => [primaryKey({ columns: [t.orgId, t.version] })],
);

/** An inventor's word on one deal: the notice text seen, and whether there is a tie to the buyer. Never changed; a later one counts. */
export const partyStatements = pgTable(
  "party_statements",
  {
    id: id("id", "partyStatement").primaryKey(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    dealId: id("deal_id", "deal")
      .notNull()
      .references(() => deals.id),
    confirmationId: id("confirmation_id", "confirmation")
      .notNull()
      .references(() => listingConfirmations.id),
    userId: id("user_id", "user"),
    name: jsonb("name").notNull().$type<Bilingual>(),
    related: boolean("related").notNull(),
    relation: text("relation").notNull().default(""),
    /** The notice as it was shown, and its SHA-256. */
    notice: jsonb("notice").notNull().$type<Record<string, unknown>>(),
    noticeHash: text("notice_hash").notNull(),
    at: at("at").notNull(),
  },
  (t) => [index("party_statements_deal").on(t.dealId, t.at)],
);
