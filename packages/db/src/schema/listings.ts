import { type DealType, dealTypes } from "@peony/domain/contracts";
import {
  assetKinds,
  confirmationStates,
  type FilledFrom,
  legalStatuses,
  listingStates,
  type MenuItem,
  pauseReasons,
  priceModes,
  secrecyChecks,
  stateAssets,
  technologyFields,
  thirdPartyRights,
  triageChoices,
} from "@peony/domain/listings";
import { type Bilingual, exportClasses, type Id, locales } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
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

export type Benefit = {
  name: Bilingual;
  figure: string;
  unit: Bilingual;
  condition: Bilingual;
  /** Day on which the figure was last checked. */
  checkedOn?: string | null;
};
/** Share in percent with at most two decimals; 0 where it is not agreed yet. */
export type Inventor = { name: Bilingual; sharePct: number; orcid?: string | null };

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
    /** The language whose text counts where the two differ. */
    prevailing: text("prevailing", { enum: locales }).notNull().default("zh"),
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
    /** Number in the register of the other kinds of asset. */
    registrationNo: text("registration_no"),
    /** Own listings that a bundle offers together. */
    parts: text("parts").array().notNull().default(sql`'{}'`).$type<Id<"listing">[]>(),
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
    priceMenu: jsonb("price_menu").notNull().default([]).$type<MenuItem[]>(),
    currency: text("currency").notNull().default("CNY"),
    fundingSource: jsonb("funding_source").notNull().$type<Bilingual>(),
    /** Number of the project that paid for it; for the owner's own reports. */
    projectNo: text("project_no"),
    /** Who of the owner answers about it. */
    contactTeam: jsonb("contact_team").notNull().default({ zh: "", en: "" }).$type<Bilingual>(),
    filledFrom: jsonb("filled_from").$type<FilledFrom>(),
    exportClass: text("export_class", { enum: exportClasses }).notNull().default("unknown"),
    secrecy: text("secrecy", { enum: secrecyChecks }).notNull().default("unchecked"),
    thirdParty: text("third_party", { enum: thirdPartyRights }).notNull().default("unchecked"),
    stateAsset: text("state_asset", { enum: stateAssets }).notNull().default("unchecked"),
    complianceNote: jsonb("compliance_note").notNull().default({ zh: "", en: "" }).$type<Bilingual>(),
    /** A wider class that waits for the second person; a narrower one counts at once. */
    exportClassAsked: text("export_class_asked", { enum: exportClasses }),
    /** Who filled the compliance sheet in; somebody else clears it. */
    complianceBy: id("compliance_by", "user"),
    clearedBy: id("cleared_by", "user"),
    clearedAt: at("cleared_at"),
    /** Why it was sent back, for the officers who mend it. */
    returnedReason: text("returned_reason"),
    triage: text("triage", { enum: triageChoices }),
    triageReason: text("triage_reason"),
    triagedAt: at("triaged_at"),
    /** Day on which the owner last said that it still holds; age counts from here. */
    refreshedOn: date("refreshed_on", { mode: "string" }),
    pauseReason: text("pause_reason", { enum: pauseReasons }),
    /** The import that made it, so that the import can be undone. */
    importId: id("import_id", "import"),
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
    /** Who wrote the text as it is, and when; `updatedAt` moves with steps and the compliance sheet too. Empty: as it was created. */
    savedBy: id("saved_by", "user"),
    savedAt: at("saved_at"),
    /** Since when the text is a run of one person's autosaves; empty after a deliberate save. */
    autosavedSince: at("autosaved_since"),
    publishedAt: at("published_at"),
  },
  (t) => [
    index("listings_org").on(t.orgId, t.updatedAt),
    // home page, sitemap and the reduced search's newest-first order
    index("listings_published")
      .on(t.publishedAt)
      .where(sql`${t.state} in ('published', 'under_option', 'under_notice')`),
    index("listings_change_seq").on(t.changeSeq),
    check("listings_four_eyes", sql`${t.clearedBy} <> ${t.complianceBy}`),
    // the nightly look at age: what nobody refreshed for long
    index("listings_refreshed").on(t.refreshedOn).where(sql`${t.state} in ('published', 'paused')`),
    // duplicates of one owner, and undo of one import
    index("listings_number").on(t.orgId, t.number).where(sql`${t.number} is not null`),
    index("listings_import").on(t.importId).where(sql`${t.importId} is not null`),
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
    /** What a picture shows, for who does not see it. */
    alt: jsonb("alt").notNull().default({ zh: "", en: "" }).$type<Bilingual>(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.fileId] }), index("listing_files_file").on(t.fileId)],
);

/** What a listing said before a save: its fields as they were, so that they can be compared and restored. */
export const listingVersions = pgTable(
  "listing_versions",
  {
    listingId: id("listing_id", "listing")
      .notNull()
      .references(() => listings.id),
    /** The version these fields were. */
    version: integer("version").notNull(),
    fields: jsonb("fields").notNull().$type<Record<string, unknown>>(),
    /** Who wrote this version, and when. */
    savedBy: id("saved_by", "user"),
    savedAt: at("saved_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.listingId, t.version] })],
);

/** An inventor is asked to confirm text and share by a link; one row for each inventor and round. */
export const listingConfirmations = pgTable(
  "listing_confirmations",
  {
    id: id("id", "confirmation").primaryKey(),
    listingId: id("listing_id", "listing")
      .notNull()
      .references(() => listings.id),
    /** Place of the inventor in the listing, from 0. */
    position: integer("position").notNull(),
    name: jsonb("name").notNull().$type<Bilingual>(),
    sharePct: numeric("share_pct", { precision: 5, scale: 2, mode: "number" }).notNull(),
    email: text("email").notNull(),
    /** The account that confirmed, or that has this address in the owner's organisation. */
    userId: id("user_id", "user"),
    tokenHash: text("token_hash").notNull().unique(),
    /** Version of the text that was shown. */
    version: integer("version").notNull(),
    state: text("state", { enum: confirmationStates }).notNull().default("asked"),
    comment: text("comment"),
    askedAt: at("asked_at").notNull(),
    dueAt: at("due_at").notNull(),
    remindedAt: at("reminded_at"),
    answeredAt: at("answered_at"),
  },
  (t) => [
    index("listing_confirmations_listing").on(t.listingId, t.askedAt),
    // the reminder's look at what is late
    index("listing_confirmations_due").on(t.dueAt).where(sql`${t.state} = 'asked'`),
    index("listing_confirmations_user").on(t.userId),
  ],
);
