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
CREATE INDEX "imports_org" ON "imports" USING btree ("org_id","created_at");