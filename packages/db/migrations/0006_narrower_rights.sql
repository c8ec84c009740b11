DROP INDEX "disbursements_line";--> statement-breakpoint
CREATE INDEX "contract_documents_file" ON "contract_documents" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "delivery_files_file" ON "delivery_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "disbursements_next" ON "disbursements" USING btree ("state","next_at");--> statement-breakpoint
CREATE INDEX "held_items_buyer" ON "held_items" USING btree ("buyer_org_id");--> statement-breakpoint
CREATE INDEX "listing_files_file" ON "listing_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "reward_lines_reward" ON "reward_lines" USING btree ("reward_id");--> statement-breakpoint
CREATE INDEX "reward_lines_user" ON "reward_lines" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "disbursements" ADD CONSTRAINT "disbursements_line" UNIQUE NULLS NOT DISTINCT("item_id","release_no","role","org_id");
-- Payouts are the worker's: what the web role plans on acceptance it does not change afterwards.
REVOKE UPDATE ON disbursements FROM peony_web;

-- How the buyer pays, and the page it pays on, are the buyer's alone.
DROP POLICY payer ON payment_attempts;
CREATE POLICY payer ON payment_attempts TO peony_web
  USING (EXISTS (SELECT 1 FROM held_items h WHERE h.id = item_id AND (SELECT app_org()) = h.buyer_org_id));

-- The two look-ups by key run as the owner of table and function. Forced policies would hold an owner who is no superuser to
-- policies that name somebody else, and every key would be unknown. Only the web serves keys.
ALTER TABLE api_keys NO FORCE ROW LEVEL SECURITY;
REVOKE ALL ON FUNCTION find_api_key(text), touch_api_key(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key(text), touch_api_key(text) TO peony_web;

-- The tip of a chain says how much an organisation or a deal has done: read by those who read its events. A writer may write into
-- a chain it does not read (an officer of the platform into that of an organisation), so the tip is taken and moved by functions.
CREATE FUNCTION take_audit_head(p_chain text, genesis text) RETURNS TABLE (seq bigint, hash text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_heads AS h (chain, seq, hash) VALUES (p_chain, 0, genesis)
  ON CONFLICT (chain) DO UPDATE SET chain = excluded.chain RETURNING h.seq, h.hash
$$;
CREATE FUNCTION move_audit_head(p_chain text, p_seq bigint, p_hash text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE audit_heads SET seq = p_seq, hash = p_hash WHERE chain = p_chain
$$;
REVOKE ALL ON FUNCTION take_audit_head(text, text), move_audit_head(text, bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_audit_head(text, text), move_audit_head(text, bigint, text) TO peony_web, peony_worker, peony_operator;
REVOKE INSERT, UPDATE ON audit_heads FROM peony_web, peony_worker, peony_operator;
ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;
CREATE POLICY house ON audit_heads TO peony_worker, peony_operator USING (true);
CREATE POLICY readers ON audit_heads FOR SELECT TO peony_web
  USING (chain = (SELECT app_org()) OR EXISTS (SELECT 1 FROM deals d WHERE d.id = chain AND (SELECT app_org()) IN (d.seller_org_id, d.buyer_org_id)));

GRANT SELECT (id, kind) ON organisations TO ledger_owner;
-- A migrating role that is no superuser belongs to the ledger's owner for the length of this file only.
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('GRANT ledger_owner TO %I', current_user); END IF;
END $$;
SET LOCAL ROLE ledger_owner;
-- Money comes in and goes out by the worker, which asks the provider first; the web books acceptance and nothing else.
-- LG009: this role does not book this kind. The session's user stays the web's inside post(), which runs as the owner.
CREATE FUNCTION ledger.web_kinds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF session_user = 'peony_web' AND NEW.kind <> 'release' THEN
    RAISE EXCEPTION 'the web does not book a %', NEW.kind USING ERRCODE = 'LG009'; END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION ledger.web_kinds() FROM PUBLIC;
CREATE TRIGGER t_by_web BEFORE INSERT ON ledger.transfer FOR EACH ROW EXECUTE FUNCTION ledger.web_kinds();

-- As before, and for the platform's own organisation the fees it earned.
CREATE OR REPLACE VIEW ledger.statement WITH (security_barrier) AS
SELECT t.seq, e.line, t.effective_at AS at, t.kind, t.ref, split_part(a.code, ':', 1) AS class, a.code, e.currency,
  CASE WHEN e.side = a.normal THEN e.amount ELSE -e.amount END AS amount,
  sum(CASE WHEN e.side = a.normal THEN e.amount ELSE -e.amount END)
    OVER (PARTITION BY split_part(a.code, ':', 1), e.currency ORDER BY t.seq, e.line)::bigint AS balance
FROM ledger.entry e JOIN ledger.transfer t ON t.id = e.transfer_id JOIN ledger.account a ON a.id = e.account_id
WHERE e.phase IN ('single','post') AND (
  a.code IN ('payable:' || public.app_org(), 'unapplied:' || public.app_org(), 'receivable:' || public.app_org())
  OR a.code IN (SELECT 'held:' || h.id FROM public.held_items h WHERE h.buyer_org_id = public.app_org())
  OR (a.code = 'revenue:fee' AND EXISTS (SELECT 1 FROM public.organisations o WHERE o.id = public.app_org() AND o.kind = 'operator')));
RESET ROLE;
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('REVOKE ledger_owner FROM %I', current_user); END IF;
END $$;
