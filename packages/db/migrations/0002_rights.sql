-- The clock every decision uses: the database's own, plus the offset that only tests and demo mode set.
CREATE FUNCTION app_now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT date_trunc('milliseconds', clock_timestamp()) + coalesce((SELECT offset_ms FROM clock_offset), 0) * interval '1 millisecond'
$$;

-- The only way into the outbox: a web or worker process needs no right on the queue's own tables.
CREATE FUNCTION emit_event(job jsonb, job_priority int) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pgboss, pg_temp AS $$
  INSERT INTO pgboss.job (name, data, priority, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
                          deletion_seconds, keep_until, policy, dead_letter, heartbeat_seconds)
  SELECT q.name, job, job_priority, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds,
         q.deletion_seconds, now() + q.retention_seconds * interval '1 second', q.policy, q.dead_letter, q.heartbeat_seconds
  FROM pgboss.queue q WHERE q.name = 'outbox'
$$;
REVOKE ALL ON FUNCTION emit_event(jsonb, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION emit_event(jsonb, int) TO peony_web, peony_worker, peony_operator;
GRANT USAGE, CREATE ON SCHEMA pgboss TO peony_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO peony_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO peony_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA pgboss TO peony_worker;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO peony_worker, peony_operator;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO peony_web, peony_worker, peony_operator;

-- Catalogue and accounts: ordinary grants; the commands decide.
GRANT SELECT, INSERT, UPDATE ON users, organisations, members, invitations, mail_tokens, listings, demands TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT, DELETE ON accounts TO peony_web, peony_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO peony_web, peony_worker;
GRANT DELETE ON mail_tokens TO peony_worker;
GRANT SELECT, INSERT, DELETE ON listing_files TO peony_web, peony_operator;
GRANT SELECT, INSERT, UPDATE ON number_counters TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON matches TO peony_worker, peony_operator;
GRANT SELECT ON matches, clock_offset, installation TO peony_web;
GRANT INSERT, UPDATE ON clock_offset TO peony_operator;
GRANT INSERT, UPDATE ON installation TO peony_worker, peony_operator;
-- Written once by the web, read and worked by the worker only. ON CONFLICT needs to see the key it conflicts on.
GRANT INSERT ON mails, inbox_events TO peony_web;
GRANT SELECT (dedupe) ON mails TO peony_web;
GRANT SELECT (provider, account, external_id) ON inbox_events TO peony_web;
GRANT INSERT, UPDATE ON mails, inbox_events, notifications TO peony_worker, peony_operator;

-- The confidential core: the web role sees rows of the actor's organisation or person only, whatever query asks.
GRANT SELECT, INSERT, UPDATE ON deals, rooms, offers, contracts, contract_signers, held_items, payment_attempts, disbursements,
  payout_accounts, api_keys, imports TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT ON contract_documents, files, delivery_files, escrow_events, psp_commands TO peony_web, peony_worker, peony_operator;
GRANT UPDATE ON psp_commands TO peony_web, peony_worker;
GRANT SELECT ON reward_calculations, reward_lines TO peony_web;
GRANT INSERT ON reward_calculations, reward_lines, recon_runs TO peony_worker;
GRANT SELECT, UPDATE ON notifications TO peony_web;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['deals','rooms','offers','contracts','contract_signers','contract_documents','held_items','escrow_events',
    'delivery_files','payment_attempts','disbursements','payout_accounts','psp_commands','reward_calculations','reward_lines',
    'api_keys','imports','notifications','files','audit_events','idempotency_keys'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY house ON %I TO peony_worker, peony_operator USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- `(select app_org())` is evaluated once per query, not once per row.
CREATE POLICY parties ON deals TO peony_web
  USING ((SELECT app_org()) IN (seller_org_id, buyer_org_id, broker_org_id))
  WITH CHECK ((SELECT app_org()) IN (seller_org_id, buyer_org_id));
CREATE POLICY parties ON rooms TO peony_web
  USING (EXISTS (SELECT 1 FROM deals d WHERE d.id = deal_id AND (SELECT app_org()) IN (d.seller_org_id, d.buyer_org_id)));
CREATE POLICY parties ON offers TO peony_web
  USING (EXISTS (SELECT 1 FROM deals d WHERE d.id = deal_id AND (SELECT app_org()) IN (d.seller_org_id, d.buyer_org_id)));
CREATE POLICY parties ON contracts TO peony_web
  USING (EXISTS (SELECT 1 FROM deals d WHERE d.id = deal_id AND (SELECT app_org()) IN (d.seller_org_id, d.buyer_org_id)));
CREATE POLICY parties ON contract_signers TO peony_web USING (EXISTS (SELECT 1 FROM contracts c WHERE c.id = contract_id));
CREATE POLICY parties ON contract_documents TO peony_web USING (EXISTS (SELECT 1 FROM contracts c WHERE c.id = contract_id));
CREATE POLICY parties ON held_items TO peony_web
  USING ((SELECT app_org()) IN (seller_org_id, buyer_org_id, broker_org_id))
  WITH CHECK ((SELECT app_org()) IN (seller_org_id, buyer_org_id));
CREATE POLICY parties ON escrow_events TO peony_web
  USING (EXISTS (SELECT 1 FROM held_items h WHERE h.id = item_id AND (SELECT app_org()) IN (h.seller_org_id, h.buyer_org_id)));
CREATE POLICY parties ON delivery_files TO peony_web
  USING (EXISTS (SELECT 1 FROM held_items h WHERE h.id = item_id AND (SELECT app_org()) IN (h.seller_org_id, h.buyer_org_id)));
CREATE POLICY payer ON payment_attempts TO peony_web
  USING (EXISTS (SELECT 1 FROM held_items h WHERE h.id = item_id AND (SELECT app_org()) IN (h.seller_org_id, h.buyer_org_id)));
-- A broker sees its own line; the two parties see how the price was split.
CREATE POLICY lines ON disbursements TO peony_web
  USING (org_id = (SELECT app_org()) OR EXISTS (SELECT 1 FROM held_items h WHERE h.id = item_id AND (SELECT app_org()) IN (h.seller_org_id, h.buyer_org_id)));
CREATE POLICY own ON payout_accounts TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON psp_commands TO peony_web USING (payload->>'orgId' = (SELECT app_org()));
CREATE POLICY own ON reward_calculations TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON reward_lines TO peony_web USING (org_id = (SELECT app_org()) OR user_id = (SELECT app_user()));
CREATE POLICY own ON api_keys TO peony_web USING (user_id = (SELECT app_user()));
CREATE POLICY own ON imports TO peony_web USING (org_id = (SELECT app_org()));
CREATE POLICY own ON notifications TO peony_web USING (user_id = (SELECT app_user()));
CREATE POLICY own ON idempotency_keys TO peony_web USING (owner IN ((SELECT app_org()), (SELECT app_user())));
-- A file is read by its owner and by whoever may read what it hangs on: a public listing, a contract, a delivery.
CREATE POLICY readers ON files TO peony_web
  USING (org_id = (SELECT app_org())
    OR EXISTS (SELECT 1 FROM listing_files lf JOIN listings l ON l.id = lf.listing_id WHERE lf.file_id = files.id AND l.state NOT IN ('draft', 'withdrawn'))
    OR EXISTS (SELECT 1 FROM contract_documents d WHERE d.file_id = files.id)
    OR EXISTS (SELECT 1 FROM delivery_files v WHERE v.file_id = files.id))
  WITH CHECK (org_id = (SELECT app_org()));

-- An API key proves itself before anybody is known, so its look-up goes past the policy, by the hash and one row only.
CREATE FUNCTION find_api_key(hash text) RETURNS TABLE (id text, user_id text, org_id text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT k.id, k.user_id, k.org_id FROM api_keys k WHERE k.key_hash = hash AND k.revoked_at IS NULL
$$;
CREATE FUNCTION touch_api_key(key_id text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE api_keys SET last_used_at = now() WHERE id = key_id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
$$;

-- Audit: insert and read only; nobody, the owner included, rewrites it.
GRANT SELECT, INSERT ON audit_events TO peony_web, peony_worker, peony_operator;
GRANT SELECT, INSERT, UPDATE ON audit_heads TO peony_web, peony_worker, peony_operator;
CREATE POLICY readers ON audit_events FOR SELECT TO peony_web
  USING (chain = (SELECT app_org()) OR EXISTS (SELECT 1 FROM deals d WHERE d.id = chain AND (SELECT app_org()) IN (d.seller_org_id, d.buyer_org_id)));
CREATE POLICY writers ON audit_events FOR INSERT TO peony_web WITH CHECK (true);
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only (% refused)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER escrow_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON escrow_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION audit_head_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.seq NOT IN (OLD.seq, OLD.seq + 1) OR (NEW.seq = OLD.seq AND NEW.hash <> OLD.hash) THEN
    RAISE EXCEPTION 'an audit chain only grows' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_heads FOR EACH ROW EXECUTE FUNCTION audit_head_forward();

INSERT INTO clock_offset (row_no) VALUES (1);
