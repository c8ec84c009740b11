ALTER TABLE "listing_files" ADD COLUMN "alt" jsonb DEFAULT '{"zh":"","en":""}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "saved_by" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "saved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "autosaved_since" timestamp with time zone;--> statement-breakpoint
GRANT UPDATE (alt) ON listing_files TO peony_web, peony_operator;
