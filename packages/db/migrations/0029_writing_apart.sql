-- Reading and writing apart: whoever reads a row does not write it by that alone, and what a row becomes depends on who writes it.

-- Proposals: its own organisation writes and sends the text, or takes it out; the demander judges. Neither does the other's part.
DROP POLICY own ON proposals;--> statement-breakpoint
DROP POLICY judges ON proposals;--> statement-breakpoint
CREATE POLICY own_reads ON proposals FOR SELECT TO peony_web, peony_operator USING (org_id = (SELECT app_org()));--> statement-breakpoint
CREATE POLICY own_starts ON proposals FOR INSERT TO peony_web, peony_operator
  WITH CHECK (org_id = (SELECT app_org()) AND created_by = (SELECT app_user()) AND NOT owns_demand(demand_id) AND state = 'draft'
    AND submitted_at IS NULL AND decided_at IS NULL AND feedback_at IS NULL AND deal_id IS NULL);--> statement-breakpoint
CREATE POLICY own_writes ON proposals FOR UPDATE TO peony_web, peony_operator
  USING (org_id = (SELECT app_org()) AND state IN ('draft', 'submitted', 'assessing', 'finalist'))
  WITH CHECK (org_id = (SELECT app_org()) AND state IN ('draft', 'submitted', 'withdrawn'));--> statement-breakpoint
CREATE POLICY judges ON proposals FOR UPDATE TO peony_web, peony_operator
  USING (owns_demand(demand_id) AND reads_proposal(id, demand_id, state))
  WITH CHECK (owns_demand(demand_id) AND state IN ('assessing', 'screened_out', 'finalist', 'awarded', 'declined'));--> statement-breakpoint
CREATE FUNCTION keep_proposal_steps() RETURNS trigger LANGUAGE plpgsql AS $$
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
       ('assessing', 'finalist'), ('assessing', 'declined'), ('finalist', 'awarded'), ('finalist', 'declined'))) THEN
    RAISE EXCEPTION 'a proposal takes its steps one by one' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_proposal_steps BEFORE UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION keep_proposal_steps();--> statement-breakpoint

-- Reviewers: the demander appoints and dismisses, each reviewer states for oneself and scores for oneself.
DROP POLICY owner ON reviewers;--> statement-breakpoint
CREATE POLICY owner_reads ON reviewers FOR SELECT TO peony_web, peony_operator USING (owns_demand(demand_id));--> statement-breakpoint
CREATE POLICY owner_appoints ON reviewers FOR INSERT TO peony_web, peony_operator
  WITH CHECK (owns_demand(demand_id) AND stated_at IS NULL AND statement = '');--> statement-breakpoint
CREATE POLICY owner_writes ON reviewers FOR UPDATE TO peony_web, peony_operator
  USING (owns_demand(demand_id)) WITH CHECK (owns_demand(demand_id));--> statement-breakpoint
CREATE FUNCTION keep_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT IN ('peony_web', 'peony_operator') THEN RETURN NEW; END IF;
  IF (NEW.demand_id, NEW.user_id) IS DISTINCT FROM (OLD.demand_id, OLD.user_id) THEN
    RAISE EXCEPTION 'a seat stays where it is' USING ERRCODE = 'restrict_violation'; END IF;
  IF (NEW.role, NEW.appointed_at, NEW.dismissed_at) IS DISTINCT FROM (OLD.role, OLD.appointed_at, OLD.dismissed_at)
     AND NOT owns_demand(OLD.demand_id) THEN
    RAISE EXCEPTION 'nobody appoints oneself' USING ERRCODE = 'restrict_violation'; END IF;
  -- asking anew takes a statement away; only its author makes one
  IF (NEW.statement, NEW.stated_at) IS DISTINCT FROM (OLD.statement, OLD.stated_at)
     AND app_user() IS DISTINCT FROM OLD.user_id AND NOT (NEW.statement = '' AND NEW.stated_at IS NULL) THEN
    RAISE EXCEPTION 'a statement is its author''s' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_reviewer BEFORE UPDATE ON reviewers FOR EACH ROW EXECUTE FUNCTION keep_reviewer();--> statement-breakpoint
CREATE FUNCTION judges_proposal(p_proposal text, p_counts boolean) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM proposals p JOIN reviewers r ON r.demand_id = p.demand_id
    WHERE p.id = p_proposal AND p.state = 'assessing' AND r.user_id = app_user() AND r.dismissed_at IS NULL AND r.stated_at IS NOT NULL
      AND (r.role = 'lead' OR NOT p_counts) AND NOT belongs_to_proposer(p.demand_id, app_user())
      AND NOT EXISTS (SELECT FROM review_conflicts c WHERE c.proposal_id = p.id AND c.user_id = app_user()))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION judges_proposal(text, boolean) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION judges_proposal(text, boolean) TO peony_web, peony_operator;--> statement-breakpoint
DROP POLICY self ON reviews;--> statement-breakpoint
CREATE POLICY self_reads ON reviews FOR SELECT TO peony_web, peony_operator USING (user_id = (SELECT app_user()));--> statement-breakpoint
CREATE POLICY self_gives ON reviews FOR INSERT TO peony_web, peony_operator
  WITH CHECK (user_id = (SELECT app_user()) AND judges_proposal(proposal_id, counts));--> statement-breakpoint
CREATE POLICY self_changes ON reviews FOR UPDATE TO peony_web, peony_operator
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()) AND judges_proposal(proposal_id, counts));--> statement-breakpoint
DROP POLICY self ON review_conflicts;--> statement-breakpoint
CREATE POLICY self_reads ON review_conflicts FOR SELECT TO peony_web, peony_operator USING (user_id = (SELECT app_user()));--> statement-breakpoint
CREATE POLICY self_declares ON review_conflicts FOR INSERT TO peony_web, peony_operator WITH CHECK (user_id = (SELECT app_user()));--> statement-breakpoint

-- The clinic: the firm says, the park or the operator checks, the expert reads back; a reader of a demand writes none of it.
DROP POLICY parties ON demand_checks;--> statement-breakpoint
CREATE POLICY parties_read ON demand_checks FOR SELECT TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE POLICY owner_states ON demand_checks FOR INSERT TO peony_web WITH CHECK (owns_demand(demand_id) AND result IS NULL);--> statement-breakpoint
CREATE POLICY owner_states_anew ON demand_checks FOR UPDATE TO peony_web
  USING (owns_demand(demand_id)) WITH CHECK (owns_demand(demand_id) AND result IS NULL);--> statement-breakpoint
CREATE POLICY checker_checks ON demand_checks FOR INSERT TO peony_web
  WITH CHECK ((SELECT checks_demands()) AND NOT owns_demand(demand_id) AND checked_by = (SELECT app_user()));--> statement-breakpoint
CREATE POLICY checker_checks_anew ON demand_checks FOR UPDATE TO peony_web
  USING ((SELECT checks_demands()) AND NOT owns_demand(demand_id))
  WITH CHECK ((SELECT checks_demands()) AND NOT owns_demand(demand_id) AND checked_by = (SELECT app_user()));--> statement-breakpoint
DROP POLICY hosts ON demand_invitations;--> statement-breakpoint
CREATE POLICY hosts_read ON demand_invitations FOR SELECT TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE POLICY owner_invites ON demand_invitations FOR INSERT TO peony_web WITH CHECK (owns_demand(demand_id) AND answer IS NULL);--> statement-breakpoint
CREATE POLICY owner_withdraws ON demand_invitations FOR UPDATE TO peony_web
  USING (owns_demand(demand_id)) WITH CHECK (owns_demand(demand_id));--> statement-breakpoint
CREATE FUNCTION keep_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'peony_web' THEN RETURN NEW; END IF;
  IF (NEW.id, NEW.demand_id, NEW.org_id) IS DISTINCT FROM (OLD.id, OLD.demand_id, OLD.org_id)
     OR (NEW.answer IS DISTINCT FROM OLD.answer AND NEW.answer IS NOT NULL AND app_org() IS DISTINCT FROM OLD.org_id)
     OR ((NEW.side, NEW.reason, NEW.invited_by, NEW.withdrawn_at) IS DISTINCT FROM (OLD.side, OLD.reason, OLD.invited_by, OLD.withdrawn_at)
       AND NOT owns_demand(OLD.demand_id)) THEN
    RAISE EXCEPTION 'one side invites, the other answers' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_invitation BEFORE UPDATE ON demand_invitations FOR EACH ROW EXECUTE FUNCTION keep_invitation();--> statement-breakpoint
DROP POLICY hosts ON demand_readbacks;--> statement-breakpoint
CREATE POLICY hosts_read ON demand_readbacks FOR SELECT TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE POLICY hosts_ask ON demand_readbacks FOR INSERT TO peony_web
  WITH CHECK ((owns_demand(demand_id) OR (SELECT checks_demands())) AND text = '' AND answer IS NULL);--> statement-breakpoint
CREATE POLICY hosts_write ON demand_readbacks FOR UPDATE TO peony_web
  USING (owns_demand(demand_id) OR (SELECT checks_demands())) WITH CHECK (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE FUNCTION keep_readback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'peony_web' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    -- the firm does not choose its expert: it only asks the same one again, whose statement still stands
    IF NOT checks_demands() AND NOT EXISTS (SELECT FROM demand_readbacks r WHERE r.demand_id = NEW.demand_id
         AND r.round = NEW.round - 1 AND (r.expert_user_id, r.expert_org_id, r.assigned_by) = (NEW.expert_user_id, NEW.expert_org_id, NEW.assigned_by)
         AND (r.conflict, r.stated_at) IS NOT DISTINCT FROM (NEW.conflict, NEW.stated_at)) THEN
      RAISE EXCEPTION 'the house asks the expert' USING ERRCODE = 'restrict_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.demand_id, NEW.round, NEW.expert_user_id, NEW.expert_org_id, NEW.assigned_by)
       IS DISTINCT FROM (OLD.id, OLD.demand_id, OLD.round, OLD.expert_user_id, OLD.expert_org_id, OLD.assigned_by)
     OR ((NEW.conflict, NEW.conflict_note, NEW.stated_at, NEW.text, NEW.written_at)
       IS DISTINCT FROM (OLD.conflict, OLD.conflict_note, OLD.stated_at, OLD.text, OLD.written_at)
       AND app_user() IS DISTINCT FROM OLD.expert_user_id)
     OR ((NEW.answer, NEW.correction, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.correction, OLD.answered_at)
       AND NOT owns_demand(OLD.demand_id))
     OR (NEW.replaced_at IS DISTINCT FROM OLD.replaced_at AND NOT owns_demand(OLD.demand_id) AND NOT checks_demands()) THEN
    RAISE EXCEPTION 'each writes their own part of a reading' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_readback BEFORE INSERT OR UPDATE ON demand_readbacks FOR EACH ROW EXECUTE FUNCTION keep_readback();--> statement-breakpoint
DROP POLICY readers ON demand_questions;--> statement-breakpoint
CREATE POLICY readers_read ON demand_questions FOR SELECT TO peony_web USING (reads_demand(demand_id));--> statement-breakpoint
CREATE POLICY readers_ask ON demand_questions FOR INSERT TO peony_web
  WITH CHECK (reads_demand(demand_id) AND ask_org_id = (SELECT app_org()) AND asked_by = (SELECT app_user()) AND answered_at IS NULL);--> statement-breakpoint
CREATE POLICY owner_answers ON demand_questions FOR UPDATE TO peony_web
  USING (owns_demand(demand_id)) WITH CHECK (owns_demand(demand_id));--> statement-breakpoint
DROP POLICY readers ON demand_files;--> statement-breakpoint
CREATE POLICY readers_read ON demand_files FOR SELECT TO peony_web USING (reads_demand(demand_id));--> statement-breakpoint
CREATE POLICY owner_adds ON demand_files FOR INSERT TO peony_web WITH CHECK (owns_demand(demand_id));--> statement-breakpoint
CREATE POLICY owner_removes ON demand_files FOR DELETE TO peony_web USING (owns_demand(demand_id));--> statement-breakpoint

-- Disclosures: their author writes what is not handed in, officers take what is; who is named in one reads it.
DROP POLICY author ON disclosures;--> statement-breakpoint
DROP POLICY officers ON disclosures;--> statement-breakpoint
CREATE POLICY author_reads ON disclosures FOR SELECT TO peony_web
  USING (created_by = (SELECT app_user()) AND org_id = (SELECT app_org()));--> statement-breakpoint
CREATE POLICY author_starts ON disclosures FOR INSERT TO peony_web
  WITH CHECK (created_by = (SELECT app_user()) AND org_id = (SELECT app_org()) AND state = 'draft');--> statement-breakpoint
CREATE POLICY author_writes ON disclosures FOR UPDATE TO peony_web
  USING (created_by = (SELECT app_user()) AND org_id = (SELECT app_org()))
  WITH CHECK (created_by = (SELECT app_user()) AND org_id = (SELECT app_org()) AND state IN ('draft', 'disclosed', 'returned_to_inventor'));--> statement-breakpoint
CREATE POLICY officers_read ON disclosures FOR SELECT TO peony_web
  USING (state <> 'draft' AND org_id = (SELECT app_org()) AND (SELECT is_officer_of((SELECT app_org()))));--> statement-breakpoint
CREATE POLICY officers_write ON disclosures FOR UPDATE TO peony_web
  USING (state <> 'draft' AND org_id = (SELECT app_org()) AND (SELECT is_officer_of((SELECT app_org()))))
  WITH CHECK (state <> 'draft' AND org_id = (SELECT app_org()));--> statement-breakpoint
CREATE FUNCTION keep_disclosure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'peony_web' THEN RETURN NEW; END IF;
  IF (NEW.id, NEW.org_id, NEW.created_by) IS DISTINCT FROM (OLD.id, OLD.org_id, OLD.created_by) THEN
    RAISE EXCEPTION 'a disclosure stays its author''s' USING ERRCODE = 'restrict_violation'; END IF;
  IF OLD.state NOT IN ('draft', 'returned_to_inventor') AND NOT is_officer_of(OLD.org_id) THEN
    RAISE EXCEPTION 'what was handed in is before the office' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_disclosure BEFORE UPDATE ON disclosures FOR EACH ROW EXECUTE FUNCTION keep_disclosure();--> statement-breakpoint
CREATE FUNCTION writes_disclosure(p_disclosure text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM disclosures WHERE id = p_disclosure AND org_id = app_org() AND created_by = app_user()
                 AND state IN ('draft', 'returned_to_inventor'))
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION writes_disclosure(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION writes_disclosure(text) TO peony_web, peony_operator;--> statement-breakpoint
DROP POLICY readers ON disclosure_inventors;--> statement-breakpoint
CREATE POLICY readers_read ON disclosure_inventors FOR SELECT TO peony_web
  USING (EXISTS (SELECT 1 FROM disclosures d WHERE d.id = disclosure_id));--> statement-breakpoint
CREATE POLICY author_names ON disclosure_inventors FOR INSERT TO peony_web WITH CHECK (writes_disclosure(disclosure_id));--> statement-breakpoint
CREATE POLICY author_removes ON disclosure_inventors FOR DELETE TO peony_web USING (writes_disclosure(disclosure_id));--> statement-breakpoint
DROP POLICY readers ON step_delays;--> statement-breakpoint
CREATE POLICY readers_read ON step_delays FOR SELECT TO peony_web
  USING (EXISTS (SELECT 1 FROM disclosures d WHERE d.id = disclosure_id));--> statement-breakpoint
CREATE POLICY officers_explain ON step_delays FOR INSERT TO peony_web
  WITH CHECK (explained_by = (SELECT app_user()) AND EXISTS (
    SELECT 1 FROM disclosures d WHERE d.id = disclosure_id AND d.state <> 'draft' AND (SELECT is_officer_of(d.org_id))));
