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
ALTER TABLE "unit_step_days" ADD CONSTRAINT "unit_step_days_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT ON unit_step_days TO peony_web, peony_operator;
GRANT SELECT ON unit_step_days TO peony_worker;
ALTER TABLE unit_step_days ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON unit_step_days TO peony_worker, peony_operator USING (true) WITH CHECK (true);
-- Every member reads the own unit's days; its officers add a version.
CREATE POLICY own ON unit_step_days FOR SELECT TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY officers ON unit_step_days FOR INSERT TO peony_web
  WITH CHECK (org_id = (SELECT app_org()) AND (SELECT is_officer_of((SELECT app_org()))));
CREATE TRIGGER unit_step_days_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_step_days FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
