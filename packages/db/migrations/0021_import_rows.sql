CREATE TABLE "import_memories" (
	"org_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"value" jsonb NOT NULL,
	"saved_by" text,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_memories_org_id_kind_key_pk" PRIMARY KEY("org_id","kind","key")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"org_id" text NOT NULL,
	"line" integer NOT NULL,
	"cells" jsonb NOT NULL,
	"fixed" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"unread" text,
	"result" text DEFAULT 'unjudged' NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"number" text,
	"twin_line" integer,
	"twin_id" text,
	"listing_id" text,
	CONSTRAINT "import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
DROP INDEX "imports_org";--> statement-breakpoint
ALTER TABLE "imports" ALTER COLUMN "state" SET DEFAULT 'uploaded';--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "headers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "total" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "wanted" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "removed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "fault" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "fault_args" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "phase_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "phase_from" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_result" ON "import_rows" USING btree ("import_id","result","line");--> statement-breakpoint
CREATE INDEX "import_rows_number" ON "import_rows" USING btree ("import_id","number");--> statement-breakpoint
CREATE INDEX "imports_org" ON "imports" USING btree ("org_id","created_at");--> statement-breakpoint
-- Imports of the release before ended or died with their command.
UPDATE imports SET state = 'done' WHERE state = 'running';--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO peony_web, peony_worker;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON import_memories TO peony_web;--> statement-breakpoint
GRANT SELECT ON import_rows, import_memories TO peony_worker, peony_operator;--> statement-breakpoint
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['import_rows','import_memories'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON %I TO peony_worker, peony_operator USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO peony_web USING (org_id = (SELECT app_org()))', t);
  END LOOP;
END $$;--> statement-breakpoint
-- Nobody deletes listings, except the untouched drafts of an own import: never edited, moved, triaged, or hung on to by anything.
CREATE FUNCTION remove_import_drafts(p_import text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE removed integer;
BEGIN
  DELETE FROM listings l
  WHERE l.import_id = p_import AND l.org_id = (SELECT app_org())
    AND l.state = 'draft' AND l.version = 1 AND l.triage IS NULL
    AND NOT EXISTS (SELECT FROM listing_files x WHERE x.listing_id = l.id)
    AND NOT EXISTS (SELECT FROM listing_versions x WHERE x.listing_id = l.id)
    AND NOT EXISTS (SELECT FROM listing_confirmations x WHERE x.listing_id = l.id)
    AND NOT EXISTS (SELECT FROM deals x WHERE x.listing_id = l.id)
    AND NOT EXISTS (SELECT FROM matches x WHERE x.listing_id = l.id)
    AND l.id <> ALL (ARRAY(SELECT unnest(b.parts) FROM listings b WHERE b.org_id = (SELECT app_org())));
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION remove_import_drafts(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION remove_import_drafts(text) TO peony_web;
