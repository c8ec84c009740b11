ALTER TABLE "import_rows" ADD COLUMN "twin_key" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "another" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "import_rows_twin_key" ON "import_rows" USING btree ("import_id","twin_key");