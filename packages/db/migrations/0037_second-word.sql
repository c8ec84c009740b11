ALTER TABLE "unit_step_days" ADD CONSTRAINT "unit_step_days_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_listing" ON "import_rows" USING btree ("import_id","listing_id");--> statement-breakpoint
-- A time without a person, or a person without a time, confirmed nothing.
UPDATE proposals SET class_checked_by = NULL, class_checked_at = NULL WHERE (class_checked_by IS NULL) <> (class_checked_at IS NULL);--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_class_checked" CHECK (("proposals"."class_checked_by" is null) = ("proposals"."class_checked_at" is null));--> statement-breakpoint

-- One person of the proposer says the class, under the own name and never with a new draft; another confirms these very words.
CREATE OR REPLACE FUNCTION keep_proposal_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user NOT IN ('peony_web', 'peony_operator') THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF (NEW.export_class, NEW.export_note, NEW.classed_by, NEW.classed_at, NEW.class_checked_by, NEW.class_checked_at)
       IS DISTINCT FROM ('unknown', '', NULL::text, NULL::timestamptz, NULL::text, NULL::timestamptz) THEN
      RAISE EXCEPTION 'a draft begins without a class' USING ERRCODE = 'restrict_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.export_class, NEW.export_note, NEW.classed_by, NEW.classed_at, NEW.class_checked_by, NEW.class_checked_at) IS DISTINCT FROM
     (OLD.export_class, OLD.export_note, OLD.classed_by, OLD.classed_at, OLD.class_checked_by, OLD.class_checked_at)
     AND (app_org() IS DISTINCT FROM OLD.org_id
       OR (NEW.class_checked_by IS NULL) <> (NEW.class_checked_at IS NULL)
       OR ((NEW.export_class, NEW.export_note, NEW.classed_by, NEW.classed_at)
           IS DISTINCT FROM (OLD.export_class, OLD.export_note, OLD.classed_by, OLD.classed_at)
         AND (NEW.classed_by IS DISTINCT FROM app_user() OR NEW.class_checked_by IS NOT NULL))
       OR (NEW.class_checked_by IS NOT NULL AND (NEW.classed_by IS NULL OR NEW.class_checked_by = NEW.classed_by
         OR NEW.class_checked_by IS DISTINCT FROM app_user()))) THEN
    RAISE EXCEPTION 'two persons of the proposer say the class' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
DROP TRIGGER keep_proposal_class ON proposals;--> statement-breakpoint
CREATE TRIGGER keep_proposal_class BEFORE INSERT OR UPDATE ON proposals FOR EACH ROW EXECUTE FUNCTION keep_proposal_class();--> statement-breakpoint

-- These tables hide their rows from their owner too, as whom the functions that look over everybody's rows run. One that is no superuser
-- found nothing: whoever had a hand in a demand counted as a stranger to it. They are let in, whoever they are.
DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['contracts','deals','demand_checks','demand_invitations','demand_questions','demand_readbacks','held_items',
    'listing_versions','offers','rooms'] LOOP
    EXECUTE format('DROP POLICY IF EXISTS figures ON %I', t);
    EXECUTE format('CREATE POLICY overview ON %I FOR SELECT TO %I USING (true)', t, current_user);
  END LOOP;
  -- the drafts of a sheet that is taken back go with the versions of their text
  EXECUTE format('CREATE POLICY overview_removes ON listing_versions FOR DELETE TO %I USING (true)', current_user);
END $$;--> statement-breakpoint

-- A question is its asker's and its answer the demand's; neither writes the other's words, and what was answered before stays with it.
CREATE FUNCTION keep_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'peony_web' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF (NEW.answer, NEW.answered_by, NEW.answered_at, NEW.earlier, NEW.aside_at, NEW.aside_by, NEW.aside_reason)
       IS DISTINCT FROM ('', NULL::text, NULL::timestamptz, '[]'::jsonb, NULL::timestamptz, NULL::text, '') THEN
      RAISE EXCEPTION 'whoever asks does not answer' USING ERRCODE = 'restrict_violation'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.demand_id, NEW.asked_by, NEW.ask_org_id, NEW.named, NEW.text, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.demand_id, OLD.asked_by, OLD.ask_org_id, OLD.named, OLD.text, OLD.created_at) THEN
    RAISE EXCEPTION 'a question stays its asker''s' USING ERRCODE = 'restrict_violation'; END IF;
  IF (NEW.answer, NEW.answered_by, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_by, OLD.answered_at)
     AND (NEW.answered_at IS NULL OR NEW.answered_by IS DISTINCT FROM app_user()) THEN
    RAISE EXCEPTION 'whoever answers is named' USING ERRCODE = 'restrict_violation'; END IF;
  IF (NEW.aside_at, NEW.aside_by, NEW.aside_reason) IS DISTINCT FROM (OLD.aside_at, OLD.aside_by, OLD.aside_reason)
     AND NEW.aside_at IS NOT NULL AND NEW.aside_by IS DISTINCT FROM app_user() THEN
    RAISE EXCEPTION 'whoever sets a question aside is named' USING ERRCODE = 'restrict_violation'; END IF;
  -- times are kept to the millisecond in what was answered before
  IF OLD.answered_at IS NOT NULL AND (NEW.answer, NEW.answered_at) IS DISTINCT FROM (OLD.answer, OLD.answered_at) THEN
    IF NEW.earlier IS DISTINCT FROM OLD.earlier || jsonb_build_array(NEW.earlier -> -1)
       OR (NEW.earlier -> -1 ->> 'answer') IS DISTINCT FROM OLD.answer
       OR (NEW.earlier -> -1 ->> 'answeredAt')::timestamptz IS DISTINCT FROM date_trunc('milliseconds', OLD.answered_at) THEN
      RAISE EXCEPTION 'what was answered before stays' USING ERRCODE = 'restrict_violation'; END IF;
  ELSIF NEW.earlier IS DISTINCT FROM OLD.earlier THEN
    RAISE EXCEPTION 'what was answered before stays' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER keep_question BEFORE INSERT OR UPDATE ON demand_questions FOR EACH ROW EXECUTE FUNCTION keep_question();--> statement-breakpoint

-- Whoever sets a unit's days says so under the own name.
DROP POLICY officers ON unit_step_days;--> statement-breakpoint
CREATE POLICY officers ON unit_step_days FOR INSERT TO peony_web
  WITH CHECK (org_id = (SELECT app_org()) AND (SELECT is_officer_of((SELECT app_org()))) AND saved_by = (SELECT app_user()));--> statement-breakpoint

-- Whether another broker holds the slot of a demand, for its owner and for a broker that was asked, who may not read the other's invitation.
CREATE FUNCTION slot_held(p_demand text, p_org text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT (owns_demand(p_demand) OR EXISTS (SELECT FROM demand_invitations i WHERE i.demand_id = p_demand AND i.org_id = app_org()
      AND i.side = 'broker' AND i.withdrawn_at IS NULL))
    AND EXISTS (SELECT FROM demand_invitations i WHERE i.demand_id = p_demand AND i.side = 'broker' AND i.org_id <> p_org
      AND i.withdrawn_at IS NULL AND i.done_at IS NULL AND i.answer IS DISTINCT FROM 'declined')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION slot_held(text, text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION slot_held(text, text) TO peony_web, peony_operator;
