CREATE TABLE "unit_step_days" (
	"org_id" text NOT NULL,
	"version" integer NOT NULL,
	"disclosed" integer NOT NULL,
	"assessed" integer NOT NULL,
	"protected" integer NOT NULL,
	"saved_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "unit_step_days_org_id_version_pk" PRIMARY KEY("org_id","version")
);
--> statement-breakpoint
ALTER TABLE "unit_step_days" ADD CONSTRAINT "unit_step_days_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;