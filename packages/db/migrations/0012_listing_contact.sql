ALTER TABLE "listings" ADD COLUMN "project_no" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "contact_team" jsonb DEFAULT '{"zh":"","en":""}'::jsonb NOT NULL;