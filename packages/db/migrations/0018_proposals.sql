CREATE TABLE "judgings" (
	"demand_id" text PRIMARY KEY NOT NULL,
	"scale" smallint NOT NULL,
	"criteria" jsonb NOT NULL,
	"assess_days" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"org_id" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"title" text DEFAULT '' NOT NULL,
	"hypothesis" text DEFAULT '' NOT NULL,
	"rationale" text DEFAULT '' NOT NULL,
	"plan" text DEFAULT '' NOT NULL,
	"trl" smallint,
	"team" text DEFAULT '' NOT NULL,
	"budget" bigint,
	"milestones" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"deal_type" text DEFAULT 'development' NOT NULL,
	"term_months" integer DEFAULT 60 NOT NULL,
	"territory" text DEFAULT '' NOT NULL,
	"royalty_pct" numeric(5, 2) DEFAULT 0 NOT NULL,
	"improvement_owner" text DEFAULT 'each_own' NOT NULL,
	"patent_cost_bearer" text DEFAULT 'licensor' NOT NULL,
	"ip_note" text DEFAULT '' NOT NULL,
	"conflicts" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"submitted_by" text,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"reason" text,
	"feedback" text DEFAULT '' NOT NULL,
	"feedback_at" timestamp with time zone,
	"award_note" text DEFAULT '' NOT NULL,
	"deal_id" text
);
--> statement-breakpoint
CREATE TABLE "review_conflicts" (
	"proposal_id" text NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_conflicts_proposal_id_user_id_pk" PRIMARY KEY("proposal_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "reviewers" (
	"demand_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"stated_at" timestamp with time zone,
	"appointed_at" timestamp with time zone NOT NULL,
	"dismissed_at" timestamp with time zone,
	CONSTRAINT "reviewers_demand_id_user_id_pk" PRIMARY KEY("demand_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"proposal_id" text NOT NULL,
	"user_id" text NOT NULL,
	"points" jsonb NOT NULL,
	"counts" boolean NOT NULL,
	"words" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "reviews_proposal_id_user_id_pk" PRIMARY KEY("proposal_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "deals" ALTER COLUMN "listing_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "judgings" ADD CONSTRAINT "judgings_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_submitted_by_users_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_deal_id_deals_id_fk" FOREIGN KEY ("deal_id") REFERENCES "public"."deals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflicts" ADD CONSTRAINT "review_conflicts_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_conflicts" ADD CONSTRAINT "review_conflicts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviewers" ADD CONSTRAINT "reviewers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_entered" ON "proposals" USING btree ("demand_id","org_id") WHERE "proposals"."state" in ('submitted', 'screened_out', 'assessing', 'finalist', 'awarded', 'declined');--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_awarded" ON "proposals" USING btree ("demand_id") WHERE "proposals"."state" = 'awarded';--> statement-breakpoint
CREATE INDEX "proposals_org" ON "proposals" USING btree ("org_id","updated_at");--> statement-breakpoint
CREATE INDEX "proposals_deal" ON "proposals" USING btree ("deal_id");--> statement-breakpoint
CREATE INDEX "proposals_created_by" ON "proposals" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "reviewers_user" ON "reviewers" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reviews_user" ON "reviews" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deals_awarded_once" ON "deals" USING btree ("demand_id") WHERE "deals"."listing_id" is null;--> statement-breakpoint
ALTER TABLE "deals" ADD CONSTRAINT "deals_subject" CHECK ("deals"."listing_id" is not null or "deals"."demand_id" is not null);--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON proposals, judgings, reviewers, reviews TO peony_web, peony_operator;
GRANT SELECT, INSERT ON review_conflicts TO peony_web, peony_operator;
GRANT SELECT ON proposals, judgings, reviewers, reviews, review_conflicts TO peony_worker;

-- Sealed before opening. The functions run as the owner of the tables, so that a rule about one table may look at the others.
CREATE FUNCTION is_house() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organisations WHERE id = app_org() AND kind = 'operator' AND verification = 'verified')
$$;
CREATE FUNCTION challenge_opened(p_demand text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM demands WHERE id = p_demand AND state IN
    ('closed', 'screening', 'assessing', 'finalist', 'awarded', 'contracted', 'in_delivery', 'accepted', 'failed'))
$$;
-- A member of an organisation that proposes judges nothing of this challenge, whoever appointed them and whenever.
CREATE FUNCTION belongs_to_proposer(p_demand text, p_user text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposals p JOIN members m ON m.org_id = p.org_id
                 WHERE p.demand_id = p_demand AND p.state NOT IN ('draft', 'withdrawn') AND m.user_id = p_user)
$$;
-- The proposer's organisation has a policy of its own; this is everybody else.
CREATE FUNCTION reads_proposal(p_id text, p_demand text, p_state text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_state NOT IN ('draft', 'withdrawn') AND challenge_opened(p_demand)
    AND NOT belongs_to_proposer(p_demand, app_user())
    AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p_id AND c.user_id = app_user())
    AND NOT EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL AND r.stated_at IS NULL)
    AND (is_house() OR owns_demand(p_demand)
      OR EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL))
$$;
-- Who proposed, for a reviewer who must say whom they are tied to before they read a word.
CREATE FUNCTION proposers_of(p_demand text) RETURNS TABLE (proposal_id text, org_id text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.org_id FROM proposals p
  WHERE p.demand_id = p_demand AND p.state NOT IN ('draft', 'withdrawn') AND challenge_opened(p_demand)
    AND NOT belongs_to_proposer(p_demand, app_user())
    AND (is_house() OR owns_demand(p_demand)
      OR EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL))
$$;
REVOKE ALL ON FUNCTION is_house(), challenge_opened(text), belongs_to_proposer(text, text), reads_proposal(text, text, text), proposers_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION is_house(), challenge_opened(text), belongs_to_proposer(text, text), reads_proposal(text, text, text), proposers_of(text) TO peony_web, peony_operator, peony_worker;

-- Not forced: the functions above read these as their owner.
ALTER TABLE proposals ENABLE ROW LEVEL SECURITY;
ALTER TABLE reviewers ENABLE ROW LEVEL SECURITY;
ALTER TABLE review_conflicts ENABLE ROW LEVEL SECURITY;
ALTER TABLE reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE judgings ENABLE ROW LEVEL SECURITY;
-- Only the worker, which tells people, sees all; who types at the house's keyboard is held to the same rules as the web.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['proposals','reviewers','review_conflicts','reviews','judgings'] LOOP
    EXECUTE format('CREATE POLICY house ON %I FOR SELECT TO peony_worker USING (true)', t);
  END LOOP;
END $$;
CREATE POLICY own ON proposals TO peony_web, peony_operator
  USING (org_id = (SELECT app_org())) WITH CHECK (org_id = (SELECT app_org()));
CREATE POLICY readers ON proposals FOR SELECT TO peony_web, peony_operator USING (reads_proposal(id, demand_id, state));
CREATE POLICY judges ON proposals FOR UPDATE TO peony_web, peony_operator
  USING (owns_demand(demand_id) AND reads_proposal(id, demand_id, state)) WITH CHECK (owns_demand(demand_id));
CREATE POLICY owner ON reviewers TO peony_web, peony_operator USING (owns_demand(demand_id));
CREATE POLICY self ON reviewers TO peony_web, peony_operator USING (user_id = (SELECT app_user()));
CREATE POLICY operator ON reviewers FOR SELECT TO peony_web, peony_operator USING ((SELECT is_house()));
CREATE POLICY self ON review_conflicts TO peony_web, peony_operator USING (user_id = (SELECT app_user()));
CREATE POLICY readers ON review_conflicts FOR SELECT TO peony_web, peony_operator
  USING (EXISTS (SELECT 1 FROM proposals p WHERE p.id = proposal_id AND (owns_demand(p.demand_id) OR is_house())));
CREATE POLICY self ON reviews TO peony_web, peony_operator USING (user_id = (SELECT app_user()))
  WITH CHECK (user_id = (SELECT app_user()) AND EXISTS (
    SELECT 1 FROM proposals p JOIN reviewers r ON r.demand_id = p.demand_id
    WHERE p.id = proposal_id AND r.user_id = (SELECT app_user()) AND r.dismissed_at IS NULL AND r.stated_at IS NOT NULL));
CREATE POLICY readers ON reviews FOR SELECT TO peony_web, peony_operator
  USING (EXISTS (SELECT 1 FROM proposals p WHERE p.id = proposal_id AND (owns_demand(p.demand_id) OR is_house())));
CREATE POLICY readers ON judgings FOR SELECT TO peony_web, peony_operator USING (reads_demand(demand_id));
-- An expert may judge a demand that names its readers.
CREATE POLICY reviewers ON judgings FOR SELECT TO peony_web, peony_operator
  USING (EXISTS (SELECT 1 FROM reviewers r WHERE r.demand_id = judgings.demand_id AND r.user_id = (SELECT app_user())));
CREATE POLICY owner ON judgings TO peony_web, peony_operator USING (owns_demand(demand_id));

-- Frozen at the closing: the text of a proposal is its own organisation's, and only while the window is open; so is the way of judging.
CREATE FUNCTION keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.demand_id, NEW.org_id) IS DISTINCT FROM (OLD.demand_id, OLD.org_id) THEN
    RAISE EXCEPTION 'a proposal stays where it is' USING ERRCODE = 'restrict_violation'; END IF;
  IF (NEW.title, NEW.hypothesis, NEW.rationale, NEW.plan, NEW.trl, NEW.team, NEW.budget, NEW.milestones, NEW.deal_type, NEW.term_months,
      NEW.territory, NEW.royalty_pct, NEW.improvement_owner, NEW.patent_cost_bearer, NEW.ip_note, NEW.conflicts)
     IS DISTINCT FROM
     (OLD.title, OLD.hypothesis, OLD.rationale, OLD.plan, OLD.trl, OLD.team, OLD.budget, OLD.milestones, OLD.deal_type, OLD.term_months,
      OLD.territory, OLD.royalty_pct, OLD.improvement_owner, OLD.patent_cost_bearer, OLD.ip_note, OLD.conflicts)
     AND (app_org() IS DISTINCT FROM OLD.org_id OR OLD.state NOT IN ('draft', 'submitted')
       OR NOT EXISTS (SELECT FROM demands WHERE id = OLD.demand_id AND state = 'published')) THEN
    RAISE EXCEPTION 'the text of a proposal is frozen' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_proposal BEFORE UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION keep_proposal();
CREATE FUNCTION keep_judging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM demands WHERE id = NEW.demand_id AND state IN ('draft', 'clinic', 'published')) THEN
    RAISE EXCEPTION 'the criteria are fixed' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_judging BEFORE INSERT OR UPDATE ON judgings FOR EACH ROW EXECUTE FUNCTION keep_judging();
