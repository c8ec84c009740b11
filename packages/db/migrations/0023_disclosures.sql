CREATE TABLE "disclosure_inventors" (
	"disclosure_id" text NOT NULL,
	"position" integer NOT NULL,
	"name" jsonb NOT NULL,
	"share_pct" numeric(5, 2) NOT NULL,
	"email" text,
	"user_id" text,
	CONSTRAINT "disclosure_inventors_disclosure_id_position_pk" PRIMARY KEY("disclosure_id","position")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"created_by" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"language" text DEFAULT 'zh' NOT NULL,
	"field" text DEFAULT 'other' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"novelty" text DEFAULT '' NOT NULL,
	"problem" text DEFAULT '' NOT NULL,
	"publicity" text DEFAULT 'no' NOT NULL,
	"public_on" date,
	"public_where" text DEFAULT '' NOT NULL,
	"funding" text DEFAULT '' NOT NULL,
	"project_no" text DEFAULT '' NOT NULL,
	"helpers" text DEFAULT '' NOT NULL,
	"best_uses" text[] DEFAULT '{}' NOT NULL,
	"firms_known" text[] DEFAULT '{}' NOT NULL,
	"route" text,
	"note" text DEFAULT '' NOT NULL,
	"officer_id" text,
	"listing_id" text,
	"step_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "disclosures_listing_id_unique" UNIQUE("listing_id")
);
--> statement-breakpoint
CREATE TABLE "party_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"deal_id" text NOT NULL,
	"confirmation_id" text NOT NULL,
	"user_id" text,
	"name" jsonb NOT NULL,
	"related" boolean NOT NULL,
	"relation" text DEFAULT '' NOT NULL,
	"notice" jsonb NOT NULL,
	"notice_hash" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "step_delays" (
	"id" text PRIMARY KEY NOT NULL,
	"disclosure_id" text NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"new_due_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"explained_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reward_objections" (
	"id" text PRIMARY KEY NOT NULL,
	"reward_id" text NOT NULL,
	"line_id" text NOT NULL,
	"org_id" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"ground" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"answer" text,
	"decided_by" text,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reward_payments" (
	"reward_id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"paid_on" date NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_reward_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"org_id" text NOT NULL,
	"version" integer NOT NULL,
	"valid_from" date NOT NULL,
	"pool_bps" integer NOT NULL,
	"main_min_bps" integer NOT NULL,
	"title" text NOT NULL,
	"document_number" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reward_lines" ADD COLUMN "confirmation_id" text;--> statement-breakpoint
ALTER TABLE "disclosure_inventors" ADD CONSTRAINT "disclosure_inventors_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_inventors" ADD CONSTRAINT "disclosure_inventors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_officer_id_users_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_listing_id_listings_id_fk" FOREIGN KEY ("listing_id") REFERENCES "public"."listings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_statements" ADD CONSTRAINT "party_statements_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_statements" ADD CONSTRAINT "party_statements_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_statements" ADD CONSTRAINT "party_statements_confirmation_id_listing_confirmations_id_fk" FOREIGN KEY ("confirmation_id") REFERENCES "public"."listing_confirmations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_delays" ADD CONSTRAINT "step_delays_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_objections" ADD CONSTRAINT "reward_objections_reward_id_reward_calculations_id_fk" FOREIGN KEY ("reward_id") REFERENCES "public"."reward_calculations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_objections" ADD CONSTRAINT "reward_objections_line_id_reward_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."reward_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_payments" ADD CONSTRAINT "reward_payments_reward_id_reward_calculations_id_fk" FOREIGN KEY ("reward_id") REFERENCES "public"."reward_calculations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_reward_rules" ADD CONSTRAINT "unit_reward_rules_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosure_inventors_user" ON "disclosure_inventors" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "disclosures_org" ON "disclosures" USING btree ("org_id","updated_at");--> statement-breakpoint
CREATE INDEX "disclosures_author" ON "disclosures" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "disclosures_due" ON "disclosures" USING btree ("due_at") WHERE "disclosures"."due_at" is not null;--> statement-breakpoint
CREATE INDEX "party_statements_deal" ON "party_statements" USING btree ("deal_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "party_statements_once" ON "party_statements" USING btree ("deal_id","confirmation_id","notice_hash","related","relation");--> statement-breakpoint
CREATE INDEX "step_delays_disclosure" ON "step_delays" USING btree ("disclosure_id","at");--> statement-breakpoint
CREATE INDEX "reward_objections_reward" ON "reward_objections" USING btree ("reward_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reward_objections_open" ON "reward_objections" USING btree ("line_id") WHERE "reward_objections"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "unit_reward_rules_version" ON "unit_reward_rules" USING btree ("org_id","version");--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON disclosures TO peony_web, peony_operator;
GRANT SELECT, INSERT, DELETE ON disclosure_inventors TO peony_web, peony_operator;
GRANT SELECT, INSERT ON step_delays, party_statements, unit_reward_rules, reward_payments TO peony_web, peony_operator;
GRANT SELECT, INSERT, UPDATE ON reward_objections TO peony_web, peony_operator;
GRANT SELECT ON disclosures, disclosure_inventors, step_delays, party_statements, unit_reward_rules, reward_objections, reward_payments TO peony_worker;

-- The functions run as the owner of the tables, so that a rule about one table may look at the others.
CREATE FUNCTION is_officer_of(p_org text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM members WHERE org_id = p_org AND org_id = app_org() AND user_id = app_user()
                 AND suspended_at IS NULL AND roles && ARRAY['owner', 'manager', 'member'])
$$;
CREATE FUNCTION is_named_in(p_disclosure text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM disclosure_inventors WHERE disclosure_id = p_disclosure AND user_id = app_user())
$$;
REVOKE ALL ON FUNCTION is_officer_of(text), is_named_in(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_officer_of(text), is_named_in(text) TO peony_web, peony_operator;

-- Not forced: the functions above read these as their owner.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['disclosures','disclosure_inventors','step_delays','party_statements','unit_reward_rules','reward_objections','reward_payments'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON %I TO peony_worker, peony_operator USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
-- A draft is its author's alone; what is handed in is read by those it names and by the officers of the unit.
CREATE POLICY author ON disclosures TO peony_web
  USING (created_by = (SELECT app_user()) AND org_id = (SELECT app_org())) WITH CHECK (org_id = (SELECT app_org()));
CREATE POLICY named ON disclosures FOR SELECT TO peony_web
  USING (state <> 'draft' AND org_id = (SELECT app_org()) AND is_named_in(id));
CREATE POLICY officers ON disclosures TO peony_web
  USING (state <> 'draft' AND org_id = (SELECT app_org()) AND (SELECT is_officer_of((SELECT app_org()))))
  WITH CHECK (state <> 'draft' AND org_id = (SELECT app_org()));
CREATE POLICY readers ON disclosure_inventors TO peony_web USING (EXISTS (SELECT 1 FROM disclosures d WHERE d.id = disclosure_id));
CREATE POLICY readers ON step_delays TO peony_web USING (EXISTS (SELECT 1 FROM disclosures d WHERE d.id = disclosure_id));
CREATE POLICY own ON party_statements TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON unit_reward_rules TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON reward_objections TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON reward_payments TO peony_web USING (org_id = (SELECT app_org()));

-- What was said once stays said.
CREATE TRIGGER party_statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON party_statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER step_delays_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON step_delays FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER unit_reward_rules_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unit_reward_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reward_payments_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reward_payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
