ALTER TABLE "members" ADD COLUMN "inventor_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "members_inventor" ON "members" USING btree ("org_id","inventor_name");