import { type MemberRole, memberRoles, organisationKinds, verificationStates } from "@peony/domain/identity";
import { locales } from "@peony/domain/shared";
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

export const users = pgTable(
  "users",
  {
    id: id("id", "user").primaryKey(),
    /** Lower case; one account per address. */
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    emailVerifiedAt: at("email_verified_at"),
    locale: text("locale", { enum: locales }).notNull().default("zh"),
    createdAt: at("created_at").notNull(),
    suspendedAt: at("suspended_at"),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);

/** Sign-ins at an outside identity provider (OIDC). */
export const accounts = pgTable(
  "accounts",
  {
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.provider, t.providerAccountId] }), index("accounts_user").on(t.userId)],
);

/** Sessions by the SHA-256 of their token: a copy of this table opens no session. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    /** The organisation the person acts for now. */
    orgId: id("org_id", "organisation").references(() => organisations.id),
    createdAt: at("created_at").notNull(),
    lastSeenAt: at("last_seen_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    provedAt: at("proved_at").notNull(),
    address: text("address"),
    agent: text("agent"),
  },
  (t) => [index("sessions_user").on(t.userId)],
);

/** Single-use links sent by mail, by the hash of their token. */
export const mailTokens = pgTable("mail_tokens", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text("purpose", { enum: ["confirm", "reset", "invite"] }).notNull(),
  userId: id("user_id", "user").references(() => users.id),
  invitationId: id("invitation_id", "invitation"),
  /** Name and password typed by whoever asked for this link; they become the account's when the link is used. */
  name: text("name"),
  passwordHash: text("password_hash"),
  createdAt: at("created_at").notNull(),
  expiresAt: at("expires_at").notNull(),
  usedAt: at("used_at"),
});

export const organisations = pgTable(
  "organisations",
  {
    id: id("id", "organisation").primaryKey(),
    slug: text("slug").notNull().unique(),
    kind: text("kind", { enum: organisationKinds }).notNull(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en").notNull().default(""),
    shortZh: text("short_zh").notNull().default(""),
    /** Unified social credit code, upper case; unique among verified organisations. */
    uscc: text("uscc"),
    /** Six-digit administrative division code. */
    region: text("region"),
    /** Number in the register of its country, where that is not China. */
    registerNo: text("register_no"),
    /** Where it is established, ISO 3166-1 alpha-2; the export gate asks. */
    country: text("country").notNull().default("CN"),
    address: text("address").notNull().default(""),
    legalRepresentative: text("legal_representative").notNull().default(""),
    introZh: text("intro_zh").notNull().default(""),
    introEn: text("intro_en").notNull().default(""),
    verification: text("verification", { enum: verificationStates }).notNull().default("draft"),
    submittedAt: at("submitted_at"),
    verifiedAt: at("verified_at"),
    verifiedBy: id("verified_by", "user"),
    returnedReason: text("returned_reason"),
    /** Demo organisations are shown with the tag 虚构; imported public records belong to one marked as sample data. */
    fictional: boolean("fictional").notNull().default(false),
    sample: boolean("sample").notNull().default(false),
    version: integer("version").notNull().default(1),
    createdAt: at("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("organisations_uscc_verified").on(t.uscc).where(sql`${t.verification} = 'verified'`),
    index("organisations_verification").on(t.verification, t.submittedAt),
  ],
);

export const members = pgTable(
  "members",
  {
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    roles: text("roles", { enum: memberRoles }).array().notNull().$type<MemberRole[]>(),
    title: text("title").notNull().default(""),
    createdAt: at("created_at").notNull(),
    suspendedAt: at("suspended_at"),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.userId] }), index("members_user").on(t.userId)],
);

export const invitations = pgTable("invitations", {
  id: id("id", "invitation").primaryKey(),
  orgId: id("org_id", "organisation")
    .notNull()
    .references(() => organisations.id),
  email: text("email").notNull(),
  roles: text("roles", { enum: memberRoles }).array().notNull().$type<MemberRole[]>(),
  invitedBy: id("invited_by", "user").notNull(),
  createdAt: at("created_at").notNull(),
  acceptedAt: at("accepted_at"),
});

export const apiKeys = pgTable(
  "api_keys",
  {
    id: id("id", "apiKey").primaryKey(),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    orgId: id("org_id", "organisation").references(() => organisations.id),
    name: text("name").notNull(),
    /** SHA-256 of the key; the key itself is shown once. */
    keyHash: text("key_hash").notNull().unique(),
    prefix: text("prefix").notNull(),
    createdAt: at("created_at").notNull(),
    lastUsedAt: at("last_used_at"),
    revokedAt: at("revoked_at"),
  },
  (t) => [index("api_keys_user").on(t.userId)],
);

/** Answers given under an Idempotency-Key, so that a repeat gets the same answer and has no second effect. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    /** The key's owner: organisation id, or user id where there is none. */
    owner: text("owner").notNull(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    /** Null while the first call is in flight. */
    status: integer("status"),
    body: jsonb("body"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.owner, t.key] }), index("idempotency_keys_created").on(t.createdAt)],
);
