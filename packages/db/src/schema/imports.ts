import { type ImportField, importStates, rowResults } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { at, id } from "./columns.ts";

/** A sheet on its way to become drafts, or a file an operator brought in by the command line (that one has no rows kept). */
export const imports = pgTable(
  "imports",
  {
    id: id("id", "import").primaryKey(),
    orgId: id("org_id", "organisation").notNull(),
    fileName: text("file_name").notNull(),
    fileSha256: text("file_sha256").notNull(),
    /** Column names of the sheet, in their order. */
    headers: jsonb("headers").notNull().default([]).$type<string[]>(),
    /** Field → column, or the whole map of the command line. */
    map: jsonb("map").notNull().$type<Record<string, unknown>>(),
    state: text("state", { enum: importStates }).notNull().default("uploaded"),
    /** Rows of the sheet; null until it was read to its end. */
    total: integer("total"),
    /** Rows judged so far. */
    read: integer("read").notNull().default(0),
    /** Rows that were good when the writing began or went on, those written before among them. */
    wanted: integer("wanted").notNull().default(0),
    created: integer("created").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** Drafts that undoing took away, and those it left because somebody had gone on with them. */
    removed: integer("removed").notNull().default(0),
    /** Why the sheet was refused as a whole: an error code. */
    fault: text("fault"),
    faultArgs: jsonb("fault_args").$type<Record<string, string | number>>(),
    createdBy: id("created_by", "user"),
    createdAt: at("created_at").notNull(),
    /** When the present phase began, and the rows it had already, for the rate. */
    phaseAt: at("phase_at"),
    phaseFrom: integer("phase_from").notNull().default(0),
    finishedAt: at("finished_at"),
  },
  (t) => [index("imports_org").on(t.orgId, t.createdAt)],
);

/** One thing wrong with a row, at its field. */
export type ImportProblem = {
  field: ImportField | null;
  /** A code of the validation messages. */
  code: string;
  args?: Record<string, string | number>;
  /** The value that would be right, where one click can put it in. */
  suggest?: string;
};

/** A row of a sheet with what the check says of it; it stays as the proof of what was in the file. */
export const importRows = pgTable(
  "import_rows",
  {
    importId: id("import_id", "import")
      .notNull()
      .references(() => imports.id),
    orgId: id("org_id", "organisation").notNull(),
    line: integer("line").notNull(),
    /** Values by column, as the file has them. */
    cells: jsonb("cells").notNull().$type<Record<string, unknown>>(),
    /** Values an officer typed over them, by field. */
    fixed: jsonb("fixed").notNull().default({}).$type<Partial<Record<ImportField, string>>>(),
    /** Why the reader could not read the row. */
    unread: text("unread"),
    result: text("result", { enum: rowResults }).notNull().default("unjudged"),
    problems: jsonb("problems").notNull().default([]).$type<ImportProblem[]>(),
    /** Normal form of the number, for finding it twice. */
    number: text("number"),
    /** What stands for the number where there is none: `listing_twin_key` of kind, titles and project, or of the register's number. */
    twinKey: text("twin_key"),
    /** An officer says that it is another one, though it is called like one that is there. */
    another: boolean("another").notNull().default(false),
    /** The earlier row, or the listing there already, with the same number or key. */
    twinLine: integer("twin_line"),
    twinId: id("twin_id", "listing").$type<Id<"listing">>(),
    /** The draft it became. */
    listingId: id("listing_id", "listing").$type<Id<"listing">>(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    // the check's pages, and the next good rows that are not written yet
    index("import_rows_result").on(t.importId, t.result, t.line),
    // twins within the sheet
    index("import_rows_number").on(t.importId, t.number),
    index("import_rows_twin_key").on(t.importId, t.twinKey),
    // the line of a draft, asked on every board of the triage
    index("import_rows_listing").on(t.importId, t.listingId),
  ],
);

export const importMemoryKinds = ["mapping", "applicant", "status"] as const;

/** What an organisation said once about its sheets: the mapping of a set of columns, a name of its own, a word for a legal status. */
export const importMemories = pgTable(
  "import_memories",
  {
    orgId: id("org_id", "organisation").notNull(),
    kind: text("kind", { enum: importMemoryKinds }).notNull(),
    key: text("key").notNull(),
    value: jsonb("value").notNull().$type<unknown>(),
    savedBy: id("saved_by", "user"),
    savedAt: at("saved_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.kind, t.key] })],
);
