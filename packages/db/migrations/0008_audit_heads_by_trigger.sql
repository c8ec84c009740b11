-- A chain's head moves with the row that makes it move, and with nothing else: no role can say where a chain ends.
-- An event that does not follow from the head is refused, so nobody leaves gaps, forks or events before the first.
CREATE FUNCTION audit_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head audit_heads;
BEGIN
  IF NEW.hash !~ '^[0-9a-f]{64}$' THEN
    RAISE EXCEPTION 'an audit hash is 64 hex digits' USING ERRCODE = 'restrict_violation'; END IF;
  INSERT INTO audit_heads (chain, seq, hash) VALUES (NEW.chain, 0, repeat('0', 64)) ON CONFLICT (chain) DO NOTHING;
  SELECT * INTO STRICT head FROM audit_heads WHERE chain = NEW.chain FOR UPDATE;
  IF NEW.seq <> head.seq + 1 OR NEW.prev_hash <> head.hash THEN
    RAISE EXCEPTION 'an audit event follows from the head of its chain' USING ERRCODE = 'restrict_violation'; END IF;
  UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE chain = NEW.chain;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION audit_follow() FROM PUBLIC;
CREATE TRIGGER audit_follow BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION audit_follow();

-- The caller no longer says what a new chain begins with. The parameter stays for the release before this one.
CREATE OR REPLACE FUNCTION take_audit_head(p_chain text, genesis text) RETURNS TABLE (seq bigint, hash text) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO audit_heads AS h (chain, seq, hash) VALUES (p_chain, 0, repeat('0', 64))
  ON CONFLICT (chain) DO UPDATE SET chain = excluded.chain RETURNING h.seq, h.hash
$$;
-- The release before this one still says where the head should be after its insert: it may be right, and it moves nothing.
CREATE OR REPLACE FUNCTION move_audit_head(p_chain text, p_seq bigint, p_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit_heads h WHERE h.chain = p_chain AND h.seq = p_seq AND h.hash = p_hash) THEN
    RAISE EXCEPTION 'the head of an audit chain moves with its events only' USING ERRCODE = 'restrict_violation'; END IF;
END $$;
