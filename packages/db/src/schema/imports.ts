import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

export const imports = pgTable(
  "imports",
  {
    id: id("id", "import").primaryKey(),
    orgId: id("org_id", "organisation").notNull(),
    fileName: text("file_name").notNull(),
    fileSha256: text("file_sha256").notNull(),
    map: jsonb("map").notNull().$type<Record<string, unknown>>(),
    read: integer("read").notNull().default(0),
    created: integer("created").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    state: text("state", { enum: ["running", "done"] })
      .notNull()
      .default("running"),
    createdAt: at("created_at").notNull(),
    finishedAt: at("finished_at"),
  },
  (t) => [index("imports_org").on(t.orgId)],
);
