CREATE TABLE "decider_statements" (
	"demand_id" text NOT NULL,
	"user_id" text NOT NULL,
	"statement" text NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decider_statements_demand_id_user_id_pk" PRIMARY KEY("demand_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "proposal_revisions" (
	"proposal_id" text PRIMARY KEY NOT NULL,
	"fields" jsonb NOT NULL,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decider_statements" ADD CONSTRAINT "decider_statements_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decider_statements" ADD CONSTRAINT "decider_statements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_revisions" ADD CONSTRAINT "proposal_revisions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_revisions" ADD CONSTRAINT "proposal_revisions_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON decider_statements TO peony_web, peony_operator;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON proposal_revisions TO peony_web, peony_operator;--> statement-breakpoint
GRANT SELECT ON decider_statements TO peony_worker;--> statement-breakpoint
ALTER TABLE decider_statements ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE proposal_revisions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY house ON decider_statements FOR SELECT TO peony_worker USING (true);--> statement-breakpoint
CREATE POLICY readers ON decider_statements FOR SELECT TO peony_web, peony_operator
  USING (user_id = (SELECT app_user()) OR owns_demand(demand_id) OR (SELECT is_house()));--> statement-breakpoint
CREATE POLICY self_states ON decider_statements FOR INSERT TO peony_web, peony_operator
  WITH CHECK (user_id = (SELECT app_user()) AND owns_demand(demand_id) AND challenge_opened(demand_id));--> statement-breakpoint
CREATE POLICY self_changes ON decider_statements FOR UPDATE TO peony_web, peony_operator
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()) AND owns_demand(demand_id));--> statement-breakpoint

-- What is being changed in a submitted proposal is its own organisation's, as a draft is, and nobody else's ever.
CREATE FUNCTION proposes(p_proposal text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposals WHERE id = p_proposal AND org_id = app_org())
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION proposes(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION proposes(text) TO peony_web, peony_operator;--> statement-breakpoint
CREATE POLICY own ON proposal_revisions TO peony_web, peony_operator
  USING (proposes(proposal_id)) WITH CHECK (proposes(proposal_id) AND saved_by = (SELECT app_user()));--> statement-breakpoint

-- Whoever decides for the demander says first what ties them to whom, as a reviewer does; one statement of a person is enough.
CREATE FUNCTION has_stated(p_demand text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM decider_statements s WHERE s.demand_id = p_demand AND s.user_id = app_user())
    OR EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.stated_at IS NOT NULL)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION has_stated(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION has_stated(text) TO peony_web, peony_operator;--> statement-breakpoint
-- Which own challenge a proposal answers, for somebody who may not read it yet.
CREATE FUNCTION answered_demand(p_proposal text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.demand_id FROM proposals p WHERE p.id = p_proposal AND p.state NOT IN ('draft', 'withdrawn')
    AND owns_demand(p.demand_id) AND challenge_opened(p.demand_id)
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION answered_demand(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION answered_demand(text) TO peony_web, peony_operator;--> statement-breakpoint
CREATE OR REPLACE FUNCTION reads_proposal(p_id text, p_demand text, p_state text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_state NOT IN ('draft', 'withdrawn') AND challenge_opened(p_demand)
    AND NOT belongs_to_proposer(p_demand, app_user())
    AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p_id AND c.user_id = app_user())
    AND NOT EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL AND r.stated_at IS NULL)
    AND (is_house() OR (owns_demand(p_demand) AND has_stated(p_demand))
      OR EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL))
    AND (proposal_class(p_id) = 'free' OR EXISTS (SELECT FROM organisations o WHERE o.id = app_org() AND o.country = 'CN'))
$$;--> statement-breakpoint

-- Whoever had a hand in the demand does not compete for it: the house, who checked it, who read it back, and the broker in its slot.
CREATE FUNCTION is_party_to(p_demand text, p_org text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM organisations WHERE id = p_org AND kind = 'operator')
    OR EXISTS (SELECT FROM demand_checks c WHERE c.demand_id = p_demand AND c.checked_org_id = p_org)
    OR EXISTS (SELECT FROM demand_readbacks r WHERE r.demand_id = p_demand AND r.expert_org_id = p_org
               AND (r.replaced_at IS NULL OR r.confided_at IS NOT NULL OR r.stated_at IS NOT NULL))
    OR EXISTS (SELECT FROM demand_invitations i WHERE i.demand_id = p_demand AND i.org_id = p_org AND i.side = 'broker'
               AND i.answer = 'accepted')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION is_party_to(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION is_party_to(text, text) TO peony_web, peony_operator;--> statement-breakpoint
DROP POLICY own_starts ON proposals;--> statement-breakpoint
CREATE POLICY own_starts ON proposals FOR INSERT TO peony_web, peony_operator
  WITH CHECK (org_id = (SELECT app_org()) AND created_by = (SELECT app_user()) AND NOT owns_demand(demand_id)
    AND NOT is_party_to(demand_id, org_id) AND state = 'draft'
    AND submitted_at IS NULL AND decided_at IS NULL AND feedback_at IS NULL AND deal_id IS NULL);--> statement-breakpoint

-- Until the stage moves a finalist may be taken back, and is scored like any other.
CREATE OR REPLACE FUNCTION judges_proposal(p_proposal text, p_counts boolean) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposals p JOIN reviewers r ON r.demand_id = p.demand_id JOIN demands d ON d.id = p.demand_id
    WHERE p.id = p_proposal AND d.state = 'assessing' AND p.state IN ('assessing', 'finalist')
      AND r.user_id = app_user() AND r.dismissed_at IS NULL AND r.stated_at IS NOT NULL
      AND (r.role = 'lead' OR NOT p_counts) AND NOT belongs_to_proposer(p.demand_id, app_user())
      AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p.id AND c.user_id = app_user()))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION keep_proposal_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- the house's own functions and its migrations act for both sides
  IF current_user NOT IN ('peony_web', 'peony_operator') THEN RETURN NEW; END IF;
  IF (NEW.created_by, NEW.created_at) IS DISTINCT FROM (OLD.created_by, OLD.created_at) THEN
    RAISE EXCEPTION 'who began a proposal stays' USING ERRCODE = 'restrict_violation'; END IF;
  IF app_org() IS NOT DISTINCT FROM OLD.org_id THEN
    IF (NEW.decided_at, NEW.reason, NEW.feedback, NEW.feedback_at, NEW.award_note, NEW.deal_id)
       IS DISTINCT FROM (OLD.decided_at, OLD.reason, OLD.feedback, OLD.feedback_at, OLD.award_note, OLD.deal_id)
       OR (NEW.state <> OLD.state AND NOT (
         (OLD.state = 'draft' AND NEW.state = 'submitted' AND EXISTS (SELECT FROM demands WHERE id = OLD.demand_id AND state = 'published'))
         OR (OLD.state IN ('draft', 'submitted', 'assessing', 'finalist') AND NEW.state = 'withdrawn'))) THEN
      RAISE EXCEPTION 'nobody decides about the own proposal' USING ERRCODE = 'restrict_violation'; END IF;
  ELSIF (NEW.submitted_at, NEW.submitted_by) IS DISTINCT FROM (OLD.submitted_at, OLD.submitted_by)
     OR (NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
       ('submitted', 'assessing'), ('submitted', 'screened_out'), ('submitted', 'declined'),
       ('assessing', 'finalist'), ('finalist', 'assessing'), ('assessing', 'declined'), ('finalist', 'awarded'), ('finalist', 'declined'))) THEN
    RAISE EXCEPTION 'a proposal takes its steps one by one' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
