import { type DealType, dealTypes } from "@peony/domain/contracts";
import {
  demandKinds,
  demandStates,
  demandVisibilities,
  depositStates,
  hazards,
  type InvitationReason,
  invitationSides,
  ipWishes,
  partnerKinds,
  paymentModes,
  type targetDirections,
  testBases,
} from "@peony/domain/demands";
import { technologyFields } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
import { files } from "./files.ts";
import { organisations } from "./identity.ts";

export type Target = {
  name: Bilingual;
  current: string;
  target: string;
  direction: (typeof targetDirections)[number];
  unit: Bilingual;
};

export const demands = pgTable(
  "demands",
  {
    id: id("id", "demand").primaryKey(),
    /** Public number, `DN-YYYY-NNNNNN`. */
    number: text("number").notNull().unique(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    kind: text("kind", { enum: demandKinds }).notNull().default("ordinary"),
    state: text("state", { enum: demandStates }).notNull().default("draft"),
    field: text("field", { enum: technologyFields }).notNull(),
    titleZh: text("title_zh").notNull().default(""),
    titleEn: text("title_en").notNull().default(""),
    background: jsonb("background").notNull().$type<Bilingual>(),
    targets: jsonb("targets").notNull().$type<Target[]>(),
    testMethod: jsonb("test_method").notNull().$type<Bilingual>(),
    testBasis: text("test_basis", { enum: testBases }).notNull().default("own"),
    constraints: jsonb("constraints").notNull().$type<Bilingual>(),
    hazards: text("hazards", { enum: hazards })
      .array()
      .notNull()
      .default(sql`'{}'`)
      .$type<(typeof hazards)[number][]>(),
    samplesAvailable: boolean("samples_available").notNull().default(false),
    budgetMin: minor("budget_min"),
    budgetMax: minor("budget_max"),
    currency: text("currency").notNull().default("CNY"),
    paymentMode: text("payment_mode", { enum: paymentModes }).notNull().default("milestones"),
    deadline: date("deadline", { mode: "string" }),
    ipWish: text("ip_wish", { enum: ipWishes }).notNull().default("licence"),
    partnerKinds: text("partner_kinds", { enum: partnerKinds })
      .array()
      .notNull()
      .default(sql`'{}'`)
      .$type<(typeof partnerKinds)[number][]>(),
    site: jsonb("site").notNull().$type<Bilingual>(),
    region: text("region"),
    visibility: text("visibility", { enum: demandVisibilities }).notNull().default("open"),
    trlWanted: smallint("trl_wanted"),
    rightsWanted: text("rights_wanted", { enum: dealTypes }).array().notNull().default(sql`'{}'`).$type<DealType[]>(),
    keywordsZh: text("keywords_zh").array().notNull().default(sql`'{}'`),
    keywordsEn: text("keywords_en").array().notNull().default(sql`'{}'`),
    ipc: text("ipc").array().notNull().default(sql`'{}'`),
    searchText: text("search_text").notNull().default(""),
    version: integer("version").notNull().default(1),
    changeSeq: bigint("change_seq", { mode: "bigint" }).notNull().default(sql`nextval('change_seq')`),
    createdBy: id("created_by", "user"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    publishedAt: at("published_at"),
    /** Last day on which answers are taken, in Chinese time; it ends with its last second. */
    closesOn: date("closes_on", { mode: "string" }),
    closedAt: at("closed_at"),
    /** Why it was taken away; those who proposed read it as their answer. */
    cancelReason: text("cancel_reason").notNull().default(""),
    /** Why the park or the operator sent it back to its firm the last time; empty once it is in the clinic again. */
    returnReason: text("return_reason").notNull().default(""),
    /** Day by which everybody who proposed has an answer with reasons. */
    feedbackDue: date("feedback_due", { mode: "string" }),
    /** Set by `submit`: since when the clinic has it. */
    clinicAt: at("clinic_at"),
    /** An amount agreed with the park, as a share of the upper budget in hundredths of a per cent, or neither. */
    depositState: text("deposit_state", { enum: depositStates }).notNull().default("not_required"),
    depositBps: integer("deposit_bps"),
    depositAmount: minor("deposit_amount"),
    /** When listings were last looked for; before the last change it means that the search is still under way. */
    matchedAt: at("matched_at"),
  },
  (t) => [
    index("demands_org").on(t.orgId, t.updatedAt),
    index("demands_published").on(t.publishedAt).where(sql`${t.state} = 'published'`),
    index("demands_change_seq").on(t.changeSeq),
    // the clock's question: whose window has ended
    index("demands_closing").on(sql`coalesce(${t.closesOn}, ${t.deadline})`).where(sql`${t.state} = 'published'`),
    // what the park and the operator still have before them
    index("demands_clinic").on(t.clinicAt).where(sql`${t.state} = 'clinic'`),
  ],
);

const demandId = () =>
  id("demand_id", "demand")
    .notNull()
    .references(() => demands.id);
const orgId = (name: string) => id(name, "organisation").references(() => organisations.id);

/** The park's check before a challenge is published: the firm is real, and nobody pays for the same work already. */
export const demandChecks = pgTable("demand_checks", {
  demandId: demandId().primaryKey(),
  /** What the firm says of other public money for the same work. */
  statement: text("statement").notNull().default(""),
  noDuplicate: boolean("no_duplicate").notNull().default(false),
  statedBy: id("stated_by", "user"),
  statedAt: at("stated_at"),
  result: text("result", { enum: ["passed", "refused"] }),
  note: text("note").notNull().default(""),
  checkedBy: id("checked_by", "user"),
  checkedOrgId: orgId("checked_org_id"),
  checkedAt: at("checked_at"),
});

/** Who was asked to answer, or to help: a row for each organisation, with the reason it was told. */
export const demandInvitations = pgTable(
  "demand_invitations",
  {
    id: id("id", "demandInvitation").primaryKey(),
    demandId: demandId(),
    orgId: orgId("org_id").notNull(),
    side: text("side", { enum: invitationSides }).notNull(),
    reason: jsonb("reason").notNull().$type<InvitationReason>(),
    invitedBy: id("invited_by", "user").notNull(),
    createdAt: at("created_at").notNull(),
    answer: text("answer", { enum: ["accepted", "declined"] }),
    answeredAt: at("answered_at"),
    withdrawnAt: at("withdrawn_at"),
    /** A broker's slot: the time it proposes for talking, what it says to the firm, and at the end what came of it. */
    meetAt: at("meet_at"),
    note: text("note").notNull().default(""),
    result: text("result").notNull().default(""),
    doneAt: at("done_at"),
  },
  (t) => [
    uniqueIndex("demand_invitations_org").on(t.demandId, t.orgId),
    // one broker at a time holds the slot of a demand
    uniqueIndex("demand_invitations_slot")
      .on(t.demandId)
      .where(
        sql`${t.side} = 'broker' and ${t.withdrawnAt} is null and ${t.doneAt} is null and ${t.answer} is distinct from 'declined'`,
      ),
    index("demand_invitations_mine").on(t.orgId, t.createdAt),
  ],
);

/** One expert says the problem in own words; each round is a row, so that what was corrected stays readable. */
export const demandReadbacks = pgTable(
  "demand_readbacks",
  {
    id: id("id", "readback").primaryKey(),
    demandId: demandId(),
    round: smallint("round").notNull(),
    expertUserId: id("expert_user_id", "user").notNull(),
    expertOrgId: orgId("expert_org_id").notNull(),
    assignedBy: id("assigned_by", "user").notNull(),
    assignedAt: at("assigned_at").notNull(),
    conflict: text("conflict", { enum: ["none", "declared"] }),
    conflictNote: text("conflict_note").notNull().default(""),
    statedAt: at("stated_at"),
    /** Accepted the duty of confidence, after which a hidden firm's name is told. */
    confidedAt: at("confided_at"),
    /** The expert's own words. */
    text: text("text").notNull().default(""),
    writtenAt: at("written_at"),
    answer: text("answer", { enum: ["confirmed", "corrected"] }),
    correction: text("correction").notNull().default(""),
    answeredAt: at("answered_at"),
    /** Somebody else was asked instead. */
    replacedAt: at("replaced_at"),
  },
  (t) => [
    uniqueIndex("demand_readbacks_round").on(t.demandId, t.round),
    index("demand_readbacks_expert").on(t.expertUserId, t.assignedAt),
  ],
);

/** An answer that another has taken the place of, and the instant at which it was given. */
export type EarlierAnswer = { answer: string; answeredAt: string };

/**
 * Questions to a published demand and their answers; both public wherever the demand is. Where a demand hides whose it is, a question
 * is public with its answer only.
 */
export const demandQuestions = pgTable(
  "demand_questions",
  {
    id: id("id", "demandQuestion").primaryKey(),
    demandId: demandId(),
    askedBy: id("asked_by", "user").notNull(),
    askOrgId: orgId("ask_org_id").notNull(),
    /** The asker chose to be named. */
    named: boolean("named").notNull(),
    text: text("text").notNull(),
    createdAt: at("created_at").notNull(),
    answer: text("answer").notNull().default(""),
    answeredBy: id("answered_by", "user"),
    answeredAt: at("answered_at"),
    /** What was answered before, oldest first: a public answer that is changed stays readable. */
    earlier: jsonb("earlier").notNull().default([]).$type<EarlierAnswer[]>(),
    /** The owner does not answer it in public; the asker alone reads why. */
    asideAt: at("aside_at"),
    asideBy: id("aside_by", "user"),
    asideReason: text("aside_reason").notNull().default(""),
  },
  (t) => [index("demand_questions_of").on(t.demandId, t.createdAt)],
);

export const demandFiles = pgTable(
  "demand_files",
  {
    demandId: demandId(),
    fileId: id("file_id", "file")
      .notNull()
      .references(() => files.id),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.demandId, t.fileId] }), index("demand_files_file").on(t.fileId)],
);
