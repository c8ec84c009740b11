import { contractStates, documentKinds, signerSides, signerStates, type TermsInput } from "@peony/domain/contracts";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";
import { deals } from "./deals.ts";
import { files } from "./files.ts";
import { organisations, users } from "./identity.ts";
import { offers } from "./offers.ts";

export const contracts = pgTable("contracts", {
  id: id("id", "contract").primaryKey(),
  /** The deal's number with `-C1`. */
  number: text("number").notNull().unique(),
  dealId: id("deal_id", "deal")
    .notNull()
    .unique()
    .references(() => deals.id),
  offerId: id("offer_id", "offer")
    .notNull()
    .references(() => offers.id),
  state: text("state", { enum: contractStates }).notNull().default("drafting"),
  terms: jsonb("terms").notNull().$type<TermsInput>(),
  termsHash: text("terms_hash").notNull(),
  /** Everything else the text needs, frozen at drafting: parties, asset, fee rule, template version. */
  facts: jsonb("facts").notNull().$type<Record<string, unknown>>(),
  template: text("template").notNull(),
  /** SHA-256 of the document in the prevailing language that signers see and sign. */
  documentHash: text("document_hash"),
  version: integer("version").notNull().default(1),
  createdAt: at("created_at").notNull(),
  signedAt: at("signed_at"),
  sealedAt: at("sealed_at"),
});

export const contractSigners = pgTable(
  "contract_signers",
  {
    id: id("id", "signer").primaryKey(),
    contractId: id("contract_id", "contract")
      .notNull()
      .references(() => contracts.id),
    position: integer("position").notNull(),
    side: text("side", { enum: signerSides }).notNull(),
    orgId: id("org_id", "organisation")
      .notNull()
      .references(() => organisations.id),
    userId: id("user_id", "user")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: signerStates }).notNull().default("waiting"),
    signedAt: at("signed_at"),
    /** The hash the signer was shown and sent back. */
    signedHash: text("signed_hash"),
    address: text("address"),
    agent: text("agent"),
  },
  (t) => [
    uniqueIndex("contract_signers_order").on(t.contractId, t.position),
    index("contract_signers_user").on(t.userId),
  ],
);

export const contractDocuments = pgTable(
  "contract_documents",
  {
    contractId: id("contract_id", "contract")
      .notNull()
      .references(() => contracts.id),
    kind: text("kind", { enum: documentKinds }).notNull(),
    fileId: id("file_id", "file")
      .notNull()
      .references(() => files.id),
    sha256: text("sha256").notNull(),
    createdAt: at("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.contractId, t.kind] }), index("contract_documents_file").on(t.fileId)],
);
