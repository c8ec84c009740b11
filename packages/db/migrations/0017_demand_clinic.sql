CREATE TABLE "demand_checks" (
	"demand_id" text PRIMARY KEY NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"no_duplicate" boolean DEFAULT false NOT NULL,
	"stated_by" text,
	"stated_at" timestamp with time zone,
	"result" text,
	"note" text DEFAULT '' NOT NULL,
	"checked_by" text,
	"checked_org_id" text,
	"checked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_files" (
	"demand_id" text NOT NULL,
	"file_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "demand_files_demand_id_file_id_pk" PRIMARY KEY("demand_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "demand_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"org_id" text NOT NULL,
	"side" text NOT NULL,
	"reason" jsonb NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"ask_org_id" text NOT NULL,
	"named" boolean NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" text,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_readbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"round" smallint NOT NULL,
	"expert_user_id" text NOT NULL,
	"expert_org_id" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"conflict" text,
	"conflict_note" text DEFAULT '' NOT NULL,
	"stated_at" timestamp with time zone,
	"text" text DEFAULT '' NOT NULL,
	"written_at" timestamp with time zone,
	"answer" text,
	"correction" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "kind" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "test_basis" text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "hazards" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "closes_on" date;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "feedback_due" date;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "clinic_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_state" text DEFAULT 'not_required' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_bps" integer;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_amount" bigint;--> statement-breakpoint
ALTER TABLE "demand_checks" ADD CONSTRAINT "demand_checks_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_checks" ADD CONSTRAINT "demand_checks_checked_org_id_organisations_id_fk" FOREIGN KEY ("checked_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_files" ADD CONSTRAINT "demand_files_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_files" ADD CONSTRAINT "demand_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD CONSTRAINT "demand_invitations_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD CONSTRAINT "demand_invitations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_ask_org_id_organisations_id_fk" FOREIGN KEY ("ask_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD CONSTRAINT "demand_readbacks_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD CONSTRAINT "demand_readbacks_expert_org_id_organisations_id_fk" FOREIGN KEY ("expert_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_files_file" ON "demand_files" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "demand_invitations_org" ON "demand_invitations" USING btree ("demand_id","org_id");--> statement-breakpoint
CREATE INDEX "demand_invitations_mine" ON "demand_invitations" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "demand_questions_of" ON "demand_questions" USING btree ("demand_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "demand_readbacks_round" ON "demand_readbacks" USING btree ("demand_id","round");--> statement-breakpoint
CREATE INDEX "demand_readbacks_expert" ON "demand_readbacks" USING btree ("expert_user_id","assigned_at");--> statement-breakpoint
CREATE INDEX "demands_closing" ON "demands" USING btree (coalesce("closes_on", "deadline")) WHERE "demands"."state" = 'published';--> statement-breakpoint
CREATE INDEX "demands_clinic" ON "demands" USING btree ("clinic_at") WHERE "demands"."state" = 'clinic';--> statement-breakpoint

-- Demands of before were published without a clinic; a draft stays a draft.
GRANT SELECT, INSERT, UPDATE ON demand_checks, demand_invitations, demand_readbacks, demand_questions TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT, DELETE ON demand_files TO peony_web, peony_worker, peony_operator;

-- The park and the operator check demands; an organisation that only calls itself a park does not.
CREATE FUNCTION checks_demands() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organisations WHERE id = app_org() AND kind IN ('park', 'operator') AND verification = 'verified')
$$;
CREATE FUNCTION owns_demand(p_demand text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM demands WHERE id = p_demand AND org_id = app_org())
$$;
-- Who may read a demand at all: the second lock behind the same rule in the queries.
CREATE FUNCTION reads_demand(p_demand text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM demands d WHERE d.id = p_demand AND (
      d.org_id = app_org()
      OR (d.state NOT IN ('draft', 'cancelled') AND checks_demands())
      OR EXISTS (SELECT FROM demand_readbacks r WHERE r.demand_id = d.id AND r.expert_user_id = app_user()
                   AND r.replaced_at IS NULL AND r.conflict IS DISTINCT FROM 'declared' AND d.state NOT IN ('draft', 'cancelled'))
      OR (d.state NOT IN ('draft', 'clinic', 'cancelled') AND d.visibility <> 'named')
      OR (d.state NOT IN ('draft', 'cancelled') AND EXISTS (
            SELECT FROM demand_invitations i WHERE i.demand_id = d.id AND i.org_id = app_org() AND i.withdrawn_at IS NULL
              AND (d.state <> 'clinic' OR i.side = 'broker')))))
$$;
REVOKE ALL ON FUNCTION checks_demands(), owns_demand(text), reads_demand(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION checks_demands(), owns_demand(text), reads_demand(text) TO peony_web, peony_worker, peony_operator;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['demand_checks','demand_invitations','demand_readbacks','demand_questions','demand_files'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON %I TO peony_worker, peony_operator USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
CREATE POLICY parties ON demand_checks TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));
CREATE POLICY parties ON demand_invitations TO peony_web
  USING (org_id = (SELECT app_org()) OR owns_demand(demand_id) OR (SELECT checks_demands()));
CREATE POLICY parties ON demand_readbacks TO peony_web
  USING (expert_user_id = (SELECT app_user()) OR owns_demand(demand_id) OR (SELECT checks_demands()));
CREATE POLICY readers ON demand_questions TO peony_web
  USING (reads_demand(demand_id)) WITH CHECK (ask_org_id = (SELECT app_org()) OR owns_demand(demand_id));
CREATE POLICY readers ON demand_files TO peony_web USING (reads_demand(demand_id)) WITH CHECK (owns_demand(demand_id));
-- A file of a demand is read by whoever reads the demand.
CREATE POLICY demand_readers ON files FOR SELECT TO peony_web
  USING (EXISTS (SELECT 1 FROM demand_files f WHERE f.file_id = files.id));
