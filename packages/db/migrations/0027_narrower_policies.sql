-- Whoever is named in a row reads and answers it; the row itself is written by those who may name people. Nobody names oneself.
DROP POLICY self ON reviewers;--> statement-breakpoint
CREATE POLICY self_reads ON reviewers FOR SELECT TO peony_web, peony_operator USING (user_id = (SELECT app_user()));--> statement-breakpoint
CREATE POLICY self_states ON reviewers FOR UPDATE TO peony_web, peony_operator
  USING (user_id = (SELECT app_user())) WITH CHECK (user_id = (SELECT app_user()));--> statement-breakpoint
DROP POLICY parties ON demand_invitations;--> statement-breakpoint
CREATE POLICY hosts ON demand_invitations TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE POLICY invited_reads ON demand_invitations FOR SELECT TO peony_web USING (org_id = (SELECT app_org()));--> statement-breakpoint
CREATE POLICY invited_answers ON demand_invitations FOR UPDATE TO peony_web
  USING (org_id = (SELECT app_org())) WITH CHECK (org_id = (SELECT app_org()));--> statement-breakpoint
DROP POLICY parties ON demand_readbacks;--> statement-breakpoint
CREATE POLICY hosts ON demand_readbacks TO peony_web USING (owns_demand(demand_id) OR (SELECT checks_demands()));--> statement-breakpoint
CREATE POLICY expert_reads ON demand_readbacks FOR SELECT TO peony_web USING (expert_user_id = (SELECT app_user()));--> statement-breakpoint
CREATE POLICY expert_writes ON demand_readbacks FOR UPDATE TO peony_web
  USING (expert_user_id = (SELECT app_user())) WITH CHECK (expert_user_id = (SELECT app_user()));--> statement-breakpoint
-- What a listing said before is its owner's.
ALTER TABLE listing_versions ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE listing_versions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY house ON listing_versions TO peony_worker, peony_operator USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY owner ON listing_versions TO peony_web
  USING (EXISTS (SELECT 1 FROM listings l WHERE l.id = listing_id AND l.org_id = (SELECT app_org())));
