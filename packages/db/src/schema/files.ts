import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

/** What is stored under which hash; bytes live in the file store by their SHA-256. */
export const files = pgTable(
  "files",
  {
    id: id("id", "file").primaryKey(),
    orgId: id("org_id", "organisation").notNull(),
    sha256: text("sha256").notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    size: integer("size").notNull(),
    /** What it is attached to decides who reads it. */
    purpose: text("purpose", { enum: ["listing", "demand", "delivery", "document"] }).notNull(),
    createdBy: id("created_by", "user"),
    createdAt: at("created_at").notNull(),
  },
  (t) => [index("files_org").on(t.orgId)],
);
