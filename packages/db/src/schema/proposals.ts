import { costBearers, dealTypes, improvementOwners } from "@peony/domain/contracts";
import {
  type Criterion,
  enteredProposalStates,
  type ProposalFields,
  proposalReasons,
  proposalStates,
  reviewerRoles,
} from "@peony/domain/proposals";
import { exportClasses } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
import { deals } from "./deals.ts";
import { demands } from "./demands.ts";
import { organisations, users } from "./identity.ts";

/** A milestone as stored: amounts are decimal strings of minor units. */
export type StoredMilestone = { name: string; amount: string; weeks: number };

/** Everything a proposal says, with amounts as decimal strings of minor units. */
type StoredFields = Omit<ProposalFields, "milestones" | "budget"> & {
  budget: string | null;
  milestones: StoredMilestone[];
};

const quoted = (words: readonly string[]) => sql.raw(words.map((w) => `'${w}'`).join(", "));

/** Answers to challenges. Sealed until the demand's window has closed: a policy of the database, not only a query, keeps them so. */
export const proposals = pgTable(
  "proposals",
  {
    id: id("id", "proposal").primaryKey(),
    demandId: id("demand_id", "demand")
      .notNull()
      .references(() => demands.id),
    /** The organisation that proposes. */
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    state: text("state", { enum: proposalStates }).notNull().default("draft"),
    title: text("title").notNull().default(""),
    hypothesis: text("hypothesis").notNull().default(""),
    rationale: text("rationale").notNull().default(""),
    plan: text("plan").notNull().default(""),
    trl: smallint("trl"),
    team: text("team").notNull().default(""),
    budget: minor("budget"),
    milestones: jsonb("milestones").notNull().$type<StoredMilestone[]>().default([]),
    dealType: text("deal_type", { enum: dealTypes }).notNull().default("development"),
    termMonths: integer("term_months").notNull().default(60),
    territory: text("territory").notNull().default(""),
    royaltyPct: numeric("royalty_pct", { precision: 5, scale: 2, mode: "number" }).notNull().default(0),
    improvementOwner: text("improvement_owner", { enum: improvementOwners }).notNull().default("each_own"),
    patentCostBearer: text("patent_cost_bearer", { enum: costBearers }).notNull().default("licensor"),
    ipNote: text("ip_note").notNull().default(""),
    conflicts: text("conflicts").notNull().default(""),
    version: integer("version").notNull().default(1),
    createdBy: id("created_by", "user")
      .notNull()
      .references(() => users.id),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    submittedBy: id("submitted_by", "user").references(() => users.id),
    submittedAt: at("submitted_at"),
    decidedAt: at("decided_at"),
    reason: text("reason", { enum: proposalReasons }),
    /** What its people are told at the end. */
    feedback: text("feedback").notNull().default(""),
    feedbackAt: at("feedback_at"),
    /** The sentence of the award notice. */
    awardNote: text("award_note").notNull().default(""),
    dealId: id("deal_id", "deal").references(() => deals.id),
    /** Export class of what is proposed, as one person of the proposer's organisation said it; it counts once another has confirmed it. */
    exportClass: text("export_class", { enum: exportClasses }).notNull().default("unknown"),
    exportNote: text("export_note").notNull().default(""),
    classedBy: id("classed_by", "user").references(() => users.id),
    classedAt: at("classed_at"),
    classCheckedBy: id("class_checked_by", "user").references(() => users.id),
    classCheckedAt: at("class_checked_at"),
  },
  (t) => [
    // the database itself allows an organisation one proposal in a competition, and a competition one winner
    uniqueIndex("proposals_one_entered")
      .on(t.demandId, t.orgId)
      .where(sql`${t.state} in (${quoted(enteredProposalStates)})`),
    uniqueIndex("proposals_one_awarded").on(t.demandId).where(sql`${t.state} = 'awarded'`),
    index("proposals_org").on(t.orgId, t.updatedAt),
    index("proposals_deal").on(t.dealId),
    index("proposals_created_by").on(t.createdBy),
    // who confirmed the class and when stand together
    check("proposals_class_checked", sql`(${t.classCheckedBy} is null) = (${t.classCheckedAt} is null)`),
  ],
);

/** How one challenge is judged; fixed when its window closes. */
export const judgings = pgTable("judgings", {
  demandId: id("demand_id", "demand")
    .primaryKey()
    .references(() => demands.id),
  scale: smallint("scale").notNull(),
  criteria: jsonb("criteria").notNull().$type<Criterion[]>(),
  /** Days after the closing by which the scores are due. */
  assessDays: integer("assess_days").notNull(),
  version: integer("version").notNull().default(1),
  updatedAt: at("updated_at").notNull(),
});

/** Persons who judge a challenge for its owner. */
export const reviewers = pgTable(
  "reviewers",
  {
    demandId: id("demand_id", "demand")
      .notNull()
      .references(() => demands.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    role: text("role", { enum: reviewerRoles }).notNull(),
    statement: text("statement").notNull().default(""),
    statedAt: at("stated_at"),
    /** Accepted the duty of confidence, after which a hidden demander's name is told. */
    confidedAt: at("confided_at"),
    appointedAt: at("appointed_at").notNull(),
    dismissedAt: at("dismissed_at"),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.userId] }), index("reviewers_user").on(t.userId)],
);

/** Proposals that a reviewer must not judge, by their own statement. */
export const reviewConflicts = pgTable(
  "review_conflicts",
  {
    proposalId: id("proposal_id", "proposal")
      .notNull()
      .references(() => proposals.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.userId] })],
);

/** What one reviewer says of one proposal; points in the order of the criteria. */
export const reviews = pgTable(
  "reviews",
  {
    proposalId: id("proposal_id", "proposal")
      .notNull()
      .references(() => proposals.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    points: jsonb("points").notNull().$type<number[]>(),
    /** False for a commenter: words only. */
    counts: boolean("counts").notNull(),
    words: text("words").notNull(),
    version: integer("version").notNull().default(1),
    updatedAt: at("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.proposalId, t.userId] }), index("reviews_user").on(t.userId)],
);

/** Which finalist a lead would award; an officer of the demander decides. One for each lead, changed until the award. */
export const awardRecommendations = pgTable(
  "award_recommendations",
  {
    demandId: id("demand_id", "demand")
      .notNull()
      .references(() => demands.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    proposalId: id("proposal_id", "proposal")
      .notNull()
      .references(() => proposals.id),
    words: text("words").notNull(),
    at: at("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.userId] }), index("award_recommendations_proposal").on(t.proposalId)],
);

/** What somebody of the demander says of ties before they read the proposals or decide about them; reviewers say it on their seat. */
export const deciderStatements = pgTable(
  "decider_statements",
  {
    demandId: id("demand_id", "demand")
      .notNull()
      .references(() => demands.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    statement: text("statement").notNull(),
    statedAt: at("stated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.userId] })],
);

/** A submitted proposal as its people are changing it: no part of the competition before they submit it again. */
export const proposalRevisions = pgTable("proposal_revisions", {
  proposalId: id("proposal_id", "proposal")
    .primaryKey()
    .references(() => proposals.id),
  fields: jsonb("fields").notNull().$type<StoredFields>(),
  savedBy: id("saved_by", "user")
    .notNull()
    .references(() => users.id),
  savedAt: at("saved_at").notNull(),
});
