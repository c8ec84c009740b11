import { type DealType, dealTypes } from "@peony/domain/contracts";
import { assetKinds, legalStatuses, listingStates, priceModes, technologyFields } from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { at, id, minor } from "./columns.ts";
import { files } from "./files.ts";
import { organisations } from "./identity.ts";

/** One sequence for every searchable row, so that a rebuild can re-read what changed since it began. */
export const changeSeq = pgSequence("change_seq");

export type Benefit = { name: Bilingual; figure: string; unit: Bilingual; condition: Bilingual };
export type Inventor = { name: Bilingual; sharePct: number };

export const listings = pgTable(
  "listings",
  {
    id: id("id", "listing").primaryKey(),
    slug: text("slug").notNull().unique(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    state: text("state", { enum: listingStates }).notNull().default("draft"),
    assetKind: text("asset_kind", { enum: assetKinds }).notNull(),
    field: text("field", { enum: technologyFields }).notNull(),
    titleZh: text("title_zh").notNull().default(""),
    titleEn: text("title_en").notNull().default(""),
    summary: jsonb("summary").notNull().$type<Bilingual>(),
    problem: jsonb("problem").notNull().$type<Bilingual>(),
    solution: jsonb("solution").notNull().$type<Bilingual>(),
    benefits: jsonb("benefits").notNull().$type<Benefit[]>(),
    /** The owner says openly that there is no figure yet. */
    noDataYet: boolean("no_data_yet").notNull().default(false),
    rival: jsonb("rival").notNull().$type<Bilingual>(),
    applications: jsonb("applications").notNull().$type<Bilingual[]>(),
    evidence: jsonb("evidence").notNull().$type<Bilingual[]>(),
    keywordsZh: text("keywords_zh").array().notNull().default(sql`'{}'`),
    keywordsEn: text("keywords_en").array().notNull().default(sql`'{}'`),
    ipc: text("ipc").array().notNull().default(sql`'{}'`),
    industry: text("industry"),
    sei: text("sei"),
    trl: smallint("trl"),
    /** Patent or application number as normal form; the printed form is produced. */
    number: text("number"),
    country: text("country").notNull().default("CN"),
    legalStatus: text("legal_status", { enum: legalStatuses }).notNull().default("unknown"),
    legalCheckedOn: date("legal_checked_on", { mode: "string" }),
    filingDate: date("filing_date", { mode: "string" }),
    grantDate: date("grant_date", { mode: "string" }),
    annuityDue: date("annuity_due", { mode: "string" }),
    inventors: jsonb("inventors").notNull().$type<Inventor[]>(),
    rights: text("rights", { enum: dealTypes }).array().notNull().default(sql`'{}'`).$type<DealType[]>(),
    encumbrances: jsonb("encumbrances").notNull().$type<Bilingual>(),
    priceMode: text("price_mode", { enum: priceModes }).notNull().default("ask"),
    priceMin: minor("price_min"),
    priceMax: minor("price_max"),
    currency: text("currency").notNull().default("CNY"),
    fundingSource: jsonb("funding_source").notNull().$type<Bilingual>(),
    /** Number of the project that paid for it; for the owner's own reports. */
    projectNo: text("project_no"),
    /** Who of the owner answers about it. */
    contactTeam: jsonb("contact_team").notNull().default({ zh: "", en: "" }).$type<Bilingual>(),
    exportNote: boolean("export_note").notNull().default(false),
    region: text("region"),
    /** Where an imported record came from and its own id there. */
    source: text("source"),
    sourceId: text("source_id"),
    /** Search text of the reduced mode: normalised words of title, keywords and abstract. */
    searchText: text("search_text").notNull().default(""),
    version: integer("version").notNull().default(1),
    changeSeq: bigint("change_seq", { mode: "bigint" }).notNull().default(sql`nextval('change_seq')`),
    createdBy: id("created_by", "user"),
    createdAt: at("created_at").notNull(),
    updatedAt: at("updated_at").notNull(),
    publishedAt: at("published_at"),
  },
  (t) => [
    index("listings_org").on(t.orgId, t.updatedAt),
    // home page, sitemap and the reduced search's newest-first order
    index("listings_published").on(t.publishedAt).where(sql`${t.state} in ('published', 'under_option')`),
    index("listings_change_seq").on(t.changeSeq),
    // an import repeated creates nothing twice
    uniqueIndex("listings_source").on(t.orgId, t.source, t.sourceId).where(sql`${t.sourceId} is not null`),
    // reduced search while the engine is away (pg_trgm)
    index("listings_search_trgm").using("gin", sql`${t.searchText} gin_trgm_ops`),
  ],
);

export const listingFiles = pgTable(
  "listing_files",
  {
    listingId: id("listing_id", "listing")
      .notNull()
      .references(() => listings.id),
    fileId: id("file_id", "file")
      .notNull()
      .references(() => files.id),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.fileId] }), index("listing_files_file").on(t.fileId)],
);
