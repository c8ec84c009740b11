ALTER TABLE "demand_invitations" ADD COLUMN "meet_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "result" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_by" text;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "return_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Of several brokers that hold the slot of one demand the last one asked keeps it.
UPDATE demand_invitations i SET withdrawn_at = now() WHERE i.side = 'broker' AND i.withdrawn_at IS NULL AND i.answer IS DISTINCT FROM 'declined'
  AND EXISTS (SELECT FROM demand_invitations o WHERE o.demand_id = i.demand_id AND o.side = 'broker' AND o.withdrawn_at IS NULL
    AND o.answer IS DISTINCT FROM 'declined' AND (o.created_at, o.id) > (i.created_at, i.id));--> statement-breakpoint
CREATE UNIQUE INDEX "demand_invitations_slot" ON "demand_invitations" USING btree ("demand_id") WHERE "demand_invitations"."side" = 'broker' and "demand_invitations"."withdrawn_at" is null and "demand_invitations"."done_at" is null and "demand_invitations"."answer" is distinct from 'declined';--> statement-breakpoint

-- Whoever proposes to a demand, or asked about it, keeps reading it, whatever becomes of its invitation.
CREATE OR REPLACE FUNCTION reads_demand(p_demand text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM demands d WHERE d.id = p_demand AND (
      d.org_id = app_org()
      OR (d.state NOT IN ('draft', 'cancelled') AND checks_demands())
      OR EXISTS (SELECT FROM demand_readbacks r WHERE r.demand_id = d.id AND r.expert_user_id = app_user()
                   AND r.replaced_at IS NULL AND r.conflict IS DISTINCT FROM 'declined' AND d.state NOT IN ('draft', 'cancelled'))
      OR (d.state NOT IN ('draft', 'clinic', 'cancelled') AND d.visibility <> 'named')
      OR (d.state NOT IN ('draft', 'cancelled') AND EXISTS (
            SELECT FROM demand_invitations i WHERE i.demand_id = d.id AND i.org_id = app_org() AND i.withdrawn_at IS NULL
              AND (d.state <> 'clinic' OR i.side = 'broker')))
      OR (d.state NOT IN ('draft', 'clinic', 'cancelled') AND (
            EXISTS (SELECT FROM proposals p WHERE p.demand_id = d.id AND p.org_id = app_org())
            OR EXISTS (SELECT FROM demand_questions q WHERE q.demand_id = d.id AND q.ask_org_id = app_org())))))
$$;--> statement-breakpoint

-- A question that is set aside is its asker's and the demand's; where a demand hides whose it is, so is one that is not answered yet.
DROP POLICY readers_read ON demand_questions;--> statement-breakpoint
CREATE POLICY readers_read ON demand_questions FOR SELECT TO peony_web USING (reads_demand(demand_id) AND (
  ask_org_id = (SELECT app_org()) OR owns_demand(demand_id) OR (SELECT checks_demands())
  OR (aside_at IS NULL AND (answered_at IS NOT NULL
    OR (SELECT d.visibility FROM demands d WHERE d.id = demand_id) <> 'hidden_name'))));--> statement-breakpoint

-- The invited side answers, and a broker writes what its slot holds; the inviting side may only clear it.
CREATE OR REPLACE FUNCTION keep_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'peony_web' THEN RETURN NEW; END IF;
  IF (NEW.id, NEW.demand_id, NEW.org_id) IS DISTINCT FROM (OLD.id, OLD.demand_id, OLD.org_id)
     OR (NEW.answer IS DISTINCT FROM OLD.answer AND NEW.answer IS NOT NULL AND app_org() IS DISTINCT FROM OLD.org_id)
     OR ((NEW.meet_at, NEW.note, NEW.result, NEW.done_at) IS DISTINCT FROM (OLD.meet_at, OLD.note, OLD.result, OLD.done_at)
       AND app_org() IS DISTINCT FROM OLD.org_id AND NOT (NEW.meet_at IS NULL AND NEW.note = '' AND NEW.result = '' AND NEW.done_at IS NULL))
     OR ((NEW.side, NEW.reason, NEW.invited_by, NEW.withdrawn_at) IS DISTINCT FROM (OLD.side, OLD.reason, OLD.invited_by, OLD.withdrawn_at)
       AND NOT owns_demand(OLD.demand_id)) THEN
    RAISE EXCEPTION 'one side invites, the other answers' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;
