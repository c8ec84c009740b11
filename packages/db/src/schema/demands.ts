import { type DealType, dealTypes } from "@peony/domain/contracts";
import {
  demandStates,
  demandVisibilities,
  ipWishes,
  partnerKinds,
  paymentModes,
  type targetDirections,
} from "@peony/domain/demands";
import { technologyFields } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { bigint, boolean, date, index, integer, jsonb, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
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
    state: text("state", { enum: demandStates }).notNull().default("draft"),
    field: text("field", { enum: technologyFields }).notNull(),
    titleZh: text("title_zh").notNull().default(""),
    titleEn: text("title_en").notNull().default(""),
    background: jsonb("background").notNull().$type<Bilingual>(),
    targets: jsonb("targets").notNull().$type<Target[]>(),
    testMethod: jsonb("test_method").notNull().$type<Bilingual>(),
    constraints: jsonb("constraints").notNull().$type<Bilingual>(),
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
    /** When listings were last looked for; before the last change it means that the search is still under way. */
    matchedAt: at("matched_at"),
  },
  (t) => [
    index("demands_org").on(t.orgId, t.updatedAt),
    index("demands_published").on(t.publishedAt).where(sql`${t.state} = 'published'`),
    index("demands_change_seq").on(t.changeSeq),
  ],
);
