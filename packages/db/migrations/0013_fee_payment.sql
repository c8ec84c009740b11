-- The platform's own organisation is on no deal, so its fees would stand in its statement without a name: for it alone, the number
-- and the payment a fee came from. Runs with the rights of the ledger's owner, who reads these columns for nobody else.
GRANT SELECT (deal_id, position) ON held_items TO ledger_owner;
GRANT SELECT (id, number) ON deals TO ledger_owner;
CREATE POLICY fees ON held_items FOR SELECT TO ledger_owner
  USING (EXISTS (SELECT 1 FROM organisations o WHERE o.id = (SELECT app_org()) AND o.kind = 'operator'));
CREATE POLICY fees ON deals FOR SELECT TO ledger_owner
  USING (EXISTS (SELECT 1 FROM organisations o WHERE o.id = (SELECT app_org()) AND o.kind = 'operator'));
-- A migrating role that is no superuser belongs to the ledger's owner for the length of this file only.
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('GRANT ledger_owner TO %I', current_user); END IF;
END $$;
SET LOCAL ROLE ledger_owner;
CREATE FUNCTION ledger.fee_payment(p_item text) RETURNS TABLE (number text, "position" integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
  SELECT d.number, h.position FROM public.held_items h JOIN public.deals d ON d.id = h.deal_id
  WHERE h.id = p_item AND EXISTS (SELECT 1 FROM public.organisations o WHERE o.id = public.app_org() AND o.kind = 'operator')
$$;
REVOKE ALL ON FUNCTION ledger.fee_payment(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.fee_payment(text) TO peony_web;
RESET ROLE;
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('REVOKE ledger_owner FROM %I', current_user); END IF;
END $$;
