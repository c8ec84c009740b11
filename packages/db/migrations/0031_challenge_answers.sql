CREATE TABLE "award_recommendations" (
	"demand_id" text NOT NULL,
	"user_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "award_recommendations_demand_id_user_id_pk" PRIMARY KEY("demand_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD COLUMN "confided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "cancel_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "export_class" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "export_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "classed_by" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "classed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "class_checked_by" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "class_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviewers" ADD COLUMN "confided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "award_recommendations_proposal" ON "award_recommendations" USING btree ("proposal_id");--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_classed_by_users_id_fk" FOREIGN KEY ("classed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_class_checked_by_users_id_fk" FOREIGN KEY ("class_checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON award_recommendations TO peony_web, peony_operator;--> statement-breakpoint
GRANT SELECT ON award_recommendations TO peony_worker;--> statement-breakpoint
ALTER TABLE award_recommendations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
-- A lead recommends one finalist, for oneself, while the finalists are there and no conflict keeps it away.
CREATE FUNCTION recommends_award(p_demand text, p_proposal text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposals p JOIN reviewers r ON r.demand_id = p.demand_id JOIN demands d ON d.id = p.demand_id
    WHERE p.id = p_proposal AND p.demand_id = p_demand AND p.state = 'finalist' AND d.state = 'finalist'
      AND r.user_id = app_user() AND r.role = 'lead' AND r.dismissed_at IS NULL AND r.stated_at IS NOT NULL
      AND NOT belongs_to_proposer(p_demand, app_user())
      AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p.id AND c.user_id = app_user()))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION recommends_award(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION recommends_award(text, text) TO peony_web, peony_operator;--> statement-breakpoint
CREATE POLICY house ON award_recommendations FOR SELECT TO peony_worker USING (true);--> statement-breakpoint
CREATE POLICY readers ON award_recommendations FOR SELECT TO peony_web, peony_operator
  USING (user_id = (SELECT app_user()) OR owns_demand(demand_id) OR (SELECT is_house()));--> statement-breakpoint
CREATE POLICY self_gives ON award_recommendations FOR INSERT TO peony_web, peony_operator
  WITH CHECK (user_id = (SELECT app_user()) AND recommends_award(demand_id, proposal_id));--> statement-breakpoint
CREATE POLICY self_changes ON award_recommendations FOR UPDATE TO peony_web, peony_operator
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()) AND recommends_award(demand_id, proposal_id));--> statement-breakpoint

-- A challenge that is taken away answers everybody who proposed. Its owner may not read what is still sealed, so the database does it.
CREATE FUNCTION answer_cancelled(p_demand text) RETURNS TABLE (proposal_id text, org_id text, state text, version integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM demands d WHERE d.id = p_demand AND d.state = 'cancelled' AND d.org_id = app_org()) THEN
    RAISE EXCEPTION 'nothing to answer' USING ERRCODE = 'restrict_violation'; END IF;
  UPDATE proposals p
     SET state = CASE WHEN p.state = 'screened_out' THEN p.state ELSE 'declined' END,
         feedback = CASE WHEN p.feedback = '' THEN d.cancel_reason ELSE p.feedback END,
         feedback_at = app_now(), decided_at = coalesce(p.decided_at, app_now()), version = p.version + 1, updated_at = app_now()
    FROM demands d
   WHERE d.id = p_demand AND p.demand_id = d.id AND p.feedback_at IS NULL
     AND p.state IN ('submitted', 'screened_out', 'assessing', 'finalist');
  RETURN QUERY SELECT p.id, p.org_id, p.state, p.version FROM proposals p WHERE p.demand_id = p_demand AND p.state <> 'withdrawn' ORDER BY p.id;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION answer_cancelled(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION answer_cancelled(text) TO peony_web, peony_operator;--> statement-breakpoint

-- The export gate of what is proposed: a class counts once a second person confirmed it, and unknown is closed abroad.
CREATE FUNCTION proposal_class(p_proposal text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN class_checked_at IS NULL THEN 'unknown' ELSE export_class END FROM proposals WHERE id = p_proposal
$$;--> statement-breakpoint
CREATE FUNCTION awarded_class(p_demand text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT proposal_class(id) FROM proposals WHERE demand_id = p_demand AND state = 'awarded'
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION proposal_class(text), awarded_class(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION proposal_class(text), awarded_class(text) TO peony_web, peony_worker, peony_operator;--> statement-breakpoint
CREATE OR REPLACE FUNCTION reads_proposal(p_id text, p_demand text, p_state text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p_state NOT IN ('draft', 'withdrawn') AND challenge_opened(p_demand)
    AND NOT belongs_to_proposer(p_demand, app_user())
    AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p_id AND c.user_id = app_user())
    AND NOT EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL AND r.stated_at IS NULL)
    AND (is_house() OR owns_demand(p_demand)
      OR EXISTS (SELECT FROM reviewers r WHERE r.demand_id = p_demand AND r.user_id = app_user() AND r.dismissed_at IS NULL))
    AND (proposal_class(p_id) = 'free' OR EXISTS (SELECT FROM organisations o WHERE o.id = app_org() AND o.country = 'CN'))
$$;--> statement-breakpoint
-- After the award the class may still be narrowed, which counts from the next request; nothing else of the proposal changes then.
CREATE FUNCTION narrow_awarded_class(p_proposal text, p_class text, p_note text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_class = 'free' THEN RETURN false; END IF;
  UPDATE proposals SET export_class = p_class, export_note = p_note, classed_by = app_user(), classed_at = app_now(),
         class_checked_by = NULL, class_checked_at = NULL, version = version + 1, updated_at = app_now()
   WHERE id = p_proposal AND org_id = app_org() AND state = 'awarded';
  RETURN FOUND;
END $$;--> statement-breakpoint
REVOKE ALL ON FUNCTION narrow_awarded_class(text, text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION narrow_awarded_class(text, text, text) TO peony_web, peony_operator;--> statement-breakpoint
CREATE FUNCTION keep_proposal_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT IN ('peony_web', 'peony_operator') THEN RETURN NEW; END IF;
  IF (NEW.export_class, NEW.export_note, NEW.classed_by, NEW.class_checked_by) IS DISTINCT FROM
     (OLD.export_class, OLD.export_note, OLD.classed_by, OLD.class_checked_by)
     AND (app_org() IS DISTINCT FROM OLD.org_id
       OR (NEW.class_checked_by IS NOT NULL AND (NEW.class_checked_by = NEW.classed_by OR NEW.class_checked_by <> app_user()
         OR (NEW.export_class, NEW.classed_by) IS DISTINCT FROM (OLD.export_class, OLD.classed_by)))
       OR (NEW.classed_by IS DISTINCT FROM OLD.classed_by AND NEW.classed_by IS DISTINCT FROM app_user())) THEN
    RAISE EXCEPTION 'two persons of the proposer say the class' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_proposal_class BEFORE UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION keep_proposal_class();--> statement-breakpoint

-- The duty of confidence is accepted by whoever keeps it.
CREATE FUNCTION keep_confidence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT IN ('peony_web', 'peony_operator') THEN RETURN NEW; END IF;
  IF NEW.confided_at IS DISTINCT FROM OLD.confided_at
     AND app_user() IS DISTINCT FROM (CASE TG_TABLE_NAME WHEN 'reviewers' THEN to_jsonb(OLD) ->> 'user_id' ELSE to_jsonb(OLD) ->> 'expert_user_id' END) THEN
    RAISE EXCEPTION 'confidence is accepted by whoever keeps it' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_confidence BEFORE UPDATE ON reviewers FOR EACH ROW EXECUTE FUNCTION keep_confidence();--> statement-breakpoint
CREATE TRIGGER keep_confidence BEFORE UPDATE ON demand_readbacks FOR EACH ROW EXECUTE FUNCTION keep_confidence();
