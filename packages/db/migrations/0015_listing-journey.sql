CREATE TABLE "listing_confirmations" (
	"id" text PRIMARY KEY NOT NULL,
	"listing_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" jsonb NOT NULL,
	"share_pct" numeric(5, 2) NOT NULL,
	"email" text NOT NULL,
	"user_id" text,
	"token_hash" text NOT NULL,
	"version" integer NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"comment" text,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	CONSTRAINT "listing_confirmations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "listing_versions" (
	"listing_id" text NOT NULL,
	"version" integer NOT NULL,
	"fields" jsonb NOT NULL,
	"saved_by" text,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "listing_versions_listing_id_version_pk" PRIMARY KEY("listing_id","version")
);
--> statement-breakpoint
ALTER TABLE "reward_lines" ALTER COLUMN "share_pct" SET DATA TYPE numeric(5, 2);--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "country" text DEFAULT 'CN' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "prevailing" text DEFAULT 'zh' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "registration_no" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "parts" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "filled_from" jsonb;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "export_class" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "secrecy" text DEFAULT 'unchecked' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "third_party" text DEFAULT 'unchecked' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "state_asset" text DEFAULT 'unchecked' NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "compliance_note" jsonb DEFAULT '{"zh":"","en":""}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "export_class_asked" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "compliance_by" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "cleared_by" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "cleared_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "returned_reason" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "triage" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "triage_reason" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "triaged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "refreshed_on" date;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "pause_reason" text;--> statement-breakpoint
ALTER TABLE "listings" ADD COLUMN "import_id" text;--> statement-breakpoint
ALTER TABLE "listing_confirmations" ADD CONSTRAINT "listing_confirmations_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listing_versions" ADD CONSTRAINT "listing_versions_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listing_confirmations_listing" ON "listing_confirmations" USING btree ("listing_id","asked_at");--> statement-breakpoint
CREATE INDEX "listing_confirmations_due" ON "listing_confirmations" USING btree ("due_at") WHERE "listing_confirmations"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "listing_confirmations_user" ON "listing_confirmations" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "listings_refreshed" ON "listings" USING btree ("refreshed_on") WHERE "listings"."state" in ('published', 'paused');--> statement-breakpoint
CREATE INDEX "listings_number" ON "listings" USING btree ("org_id","number") WHERE "listings"."number" is not null;--> statement-breakpoint
CREATE INDEX "listings_import" ON "listings" USING btree ("import_id") WHERE "listings"."import_id" is not null;--> statement-breakpoint
ALTER TABLE "listings" ADD CONSTRAINT "listings_four_eyes" CHECK ("listings"."cleared_by" <> "listings"."compliance_by");--> statement-breakpoint
-- What was on the market before the gate existed was written as free or noted as restricted; its age counts from its publication.
UPDATE listings SET export_class = CASE WHEN export_note THEN 'restricted' ELSE 'free' END WHERE published_at IS NOT NULL;--> statement-breakpoint
UPDATE listings SET refreshed_on = (published_at AT TIME ZONE 'Asia/Shanghai')::date WHERE published_at IS NOT NULL;--> statement-breakpoint
UPDATE listings SET
  inventors = COALESCE((SELECT jsonb_agg(i || '{"orcid": null}') FROM jsonb_array_elements(inventors) i), '[]'),
  benefits = COALESCE((SELECT jsonb_agg(b || '{"checkedOn": null}') FROM jsonb_array_elements(benefits) b), '[]');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON listing_confirmations TO peony_web, peony_worker, peony_operator;--> statement-breakpoint
GRANT SELECT, INSERT ON listing_versions TO peony_web, peony_worker, peony_operator;
