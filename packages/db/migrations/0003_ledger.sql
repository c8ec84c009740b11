-- The ledger: double entry, append-only, one currency per line, two-phase. Its owner cannot log in and owns nothing else;
-- the processes may only call post() and open_account(). Refusals have SQLSTATEs of their own:
-- LG001 key reused, LG002 overdrawn, LG003 unknown account or kind, LG004 malformed, LG005 unbalanced, LG006 not resolvable,
-- LG007 account closed, LG008 the kind does not allow it; 23001 for anything that would rewrite what is booked.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledger_owner') THEN CREATE ROLE ledger_owner NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
END $$;
-- A migrating role that is no superuser belongs to the owner for the length of this file only.
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('GRANT ledger_owner TO %I', current_user); END IF;
END $$;
CREATE SCHEMA ledger AUTHORIZATION ledger_owner;
SET LOCAL ROLE ledger_owner;
SET LOCAL search_path = ledger;

CREATE TABLE currency (code text PRIMARY KEY CHECK (code ~ '^[A-Z]{3}$'), exponent smallint NOT NULL CHECK (exponent BETWEEN 0 AND 4));
INSERT INTO currency VALUES ('CNY',2),('USD',2),('EUR',2),('JPY',0),('GBP',2),('HKD',2),('KRW',0),('KWD',3);

CREATE TYPE side  AS ENUM ('debit','credit');
CREATE TYPE phase AS ENUM ('single','pending','post','void');

-- The first part of an account's code says on which side it grows and whether it may go below zero.
CREATE TABLE account_class (class text PRIMARY KEY, normal side NOT NULL, no_overdraft boolean NOT NULL);
INSERT INTO account_class VALUES
  ('psp','debit',false),('bank','debit',false),('expense','debit',false),('receivable','debit',true),('dispute','debit',true),
  ('held','credit',true),('unapplied','credit',true),('payable','credit',true),('deposit','credit',true),
  ('tax','credit',false),('revenue','credit',false),('fx','credit',false),('equity','credit',false);

-- What may be booked: which classes each kind debits and credits ('*' = any), and whether it reserves first.
CREATE TABLE kind (code text PRIMARY KEY, debits text[] NOT NULL, credits text[] NOT NULL, two_phase boolean NOT NULL DEFAULT false);
INSERT INTO kind VALUES
  ('fund','{psp,bank}','{held,unapplied}',false),('psp_fee','{expense}','{psp}',false),('apply','{unapplied}','{held}',false),
  ('release','{held}','{payable,revenue,tax}',false),('disburse','{payable}','{psp,bank}',true),('refund','{held,unapplied}','{psp,bank}',true),
  ('dispute_out','{dispute}','{psp}',false),('dispute_in','{psp}','{dispute}',false),('dispute_lost','{held,receivable,revenue}','{dispute}',false),
  ('reversal_in','{psp}','{receivable}',false),('netting','{payable}','{receivable}',false),('write_off','{expense}','{receivable,dispute}',false),
  ('exchange','{*}','{*}',false),('returned','{psp,bank}','{payable}',false),('buffer','{psp,bank}','{equity}',false),('correction','{*}','{*}',false),
  ('deposit_in','{psp,bank}','{deposit}',false),('deposit_apply','{deposit}','{held}',false),
  ('deposit_return','{deposit}','{psp,bank}',false),('deposit_forfeit','{deposit}','{payable}',false);

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL CHECK (length(code) <= 120 AND code ~ '^[a-z]+(:[A-Za-z0-9_-]+){1,2}$'),
  currency text NOT NULL REFERENCES currency,
  normal side NOT NULL,
  no_overdraft boolean NOT NULL,
  debits_posted   bigint NOT NULL DEFAULT 0 CHECK (debits_posted   >= 0),
  credits_posted  bigint NOT NULL DEFAULT 0 CHECK (credits_posted  >= 0),
  debits_pending  bigint NOT NULL DEFAULT 0 CHECK (debits_pending  >= 0),
  credits_pending bigint NOT NULL DEFAULT 0 CHECK (credits_pending >= 0),
  closed_at timestamptz,
  UNIQUE (code, currency),
  UNIQUE (id, currency), -- target of entry's composite key
  CONSTRAINT no_overdraft_ck CHECK (NOT no_overdraft OR CASE normal
    WHEN 'credit' THEN credits_posted - debits_posted - debits_pending >= 0
    ELSE debits_posted - credits_posted - credits_pending >= 0 END)
);

CREATE TABLE transfer (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  idempotency_key text NOT NULL UNIQUE CHECK (length(idempotency_key) BETWEEN 1 AND 200), -- names the business fact
  request_hash text NOT NULL,
  kind text NOT NULL REFERENCES kind,
  phase phase NOT NULL DEFAULT 'single',
  pending_id  uuid REFERENCES transfer,
  reverses_id uuid REFERENCES transfer,
  expires_at timestamptz,
  ref jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(ref) = 'object'),
  actor text NOT NULL CHECK (actor <> ''),
  effective_at timestamptz NOT NULL DEFAULT now(),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CHECK ((phase IN ('post','void')) = (pending_id IS NOT NULL)),
  CHECK (expires_at IS NULL OR phase = 'pending')
);
CREATE UNIQUE INDEX one_resolution ON transfer (pending_id)  WHERE phase IN ('post','void');
CREATE UNIQUE INDEX one_reversal   ON transfer (reverses_id) WHERE reverses_id IS NOT NULL;

CREATE TABLE entry (
  transfer_id uuid NOT NULL REFERENCES transfer,
  line smallint NOT NULL,
  account_id bigint NOT NULL,
  currency text NOT NULL,
  side side NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0), -- minor units
  phase phase NOT NULL,
  PRIMARY KEY (transfer_id, line),
  FOREIGN KEY (account_id, currency) REFERENCES account (id, currency) -- an entry cannot name a foreign currency
);
CREATE INDEX entry_account ON entry (account_id); -- serves statements and drift

-- Every trigger function fixes search_path: deferred triggers run at COMMIT under the session's own path.
-- 1. Append-only (statement level, so it also fires on zero rows and on TRUNCATE).
CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN RAISE EXCEPTION 'ledger is append-only (% on %)', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;
CREATE TRIGGER t_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer      FOR EACH STATEMENT EXECUTE FUNCTION forbid();
CREATE TRIGGER e_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON entry         FOR EACH STATEMENT EXECUTE FUNCTION forbid();
CREATE TRIGGER c_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON currency      FOR EACH STATEMENT EXECUTE FUNCTION forbid();
CREATE TRIGGER k_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON kind          FOR EACH STATEMENT EXECUTE FUNCTION forbid();
CREATE TRIGGER l_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON account_class FOR EACH STATEMENT EXECUTE FUNCTION forbid();
CREATE TRIGGER a_notrunc   BEFORE DELETE OR TRUNCATE ON account                 FOR EACH STATEMENT EXECUTE FUNCTION forbid();

-- 2. Headers: only two-phase kinds reserve, a resolution keeps its kind, only a correction reverses.
CREATE FUNCTION transfer_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  NEW.xid := pg_current_xact_id();
  IF NEW.phase <> 'single' AND NOT (SELECT two_phase FROM kind WHERE code = NEW.kind) THEN
    RAISE EXCEPTION '% does not reserve', NEW.kind USING ERRCODE = 'LG008'; END IF;
  IF NEW.pending_id IS NOT NULL AND NEW.kind <> (SELECT kind FROM transfer WHERE id = NEW.pending_id) THEN
    RAISE EXCEPTION 'a % cannot resolve another kind', NEW.kind USING ERRCODE = 'LG006'; END IF;
  IF (NEW.kind = 'correction') <> (NEW.reverses_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a correction, and nothing else, names what it reverses' USING ERRCODE = 'LG008'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER t_header BEFORE INSERT ON transfer FOR EACH ROW EXECUTE FUNCTION transfer_before();

-- 3. Sealing: lines may only be added in the database transaction that wrote their header, on accounts their kind may touch.
CREATE FUNCTION entry_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE h transfer; k kind; c text := (SELECT split_part(code, ':', 1) FROM account WHERE id = NEW.account_id); allowed text[];
BEGIN
  SELECT * INTO h FROM transfer WHERE id = NEW.transfer_id;
  IF h.xid IS DISTINCT FROM pg_current_xact_id() THEN
    RAISE EXCEPTION 'transfer % is sealed', NEW.transfer_id USING ERRCODE = 'restrict_violation'; END IF;
  SELECT * INTO k FROM kind WHERE code = h.kind;
  allowed := CASE NEW.side WHEN 'debit' THEN k.debits ELSE k.credits END;
  IF NOT ('*' = ANY (allowed) OR c = ANY (allowed)) THEN
    RAISE EXCEPTION '% may not % a % account', h.kind, NEW.side, c USING ERRCODE = 'LG008'; END IF;
  NEW.phase := h.phase; RETURN NEW;
END $$;
CREATE TRIGGER e_seal BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_before();

-- 4. Running totals, per statement: an account that is debited and credited in one posting is judged by its net. (A reservation
-- counts only what it takes, because what it brings has not come yet.) The CHECK on account enforces the floor under the row lock.
CREATE FUNCTION entry_after() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE moved bigint;
BEGIN
  UPDATE account a SET
    debits_posted   = a.debits_posted   + x.debits,
    credits_posted  = a.credits_posted  + x.credits,
    debits_pending  = a.debits_pending  + x.debits_waiting,
    credits_pending = a.credits_pending + x.credits_waiting
  FROM (SELECT account_id,
      coalesce(sum(amount) FILTER (WHERE side = 'debit'  AND phase IN ('single','post')), 0) debits,
      coalesce(sum(amount) FILTER (WHERE side = 'credit' AND phase IN ('single','post')), 0) credits,
      coalesce(sum(amount) FILTER (WHERE side = 'debit'  AND phase = 'pending'), 0) debits_waiting,
      coalesce(sum(amount) FILTER (WHERE side = 'credit' AND phase = 'pending'), 0) credits_waiting
    FROM added GROUP BY account_id) x
  WHERE a.id = x.account_id AND a.closed_at IS NULL;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> (SELECT count(DISTINCT account_id) FROM added) THEN RAISE EXCEPTION 'account is closed' USING ERRCODE = 'LG007'; END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER e_balance AFTER INSERT ON entry REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION entry_after();

-- 5. Resolving a reservation releases all of it; a post re-adds what it moves.
CREATE FUNCTION transfer_after() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE p transfer;
BEGIN
  IF NEW.phase IN ('post','void') THEN
    SELECT * INTO p FROM transfer WHERE id = NEW.pending_id;
    IF p.phase <> 'pending' THEN RAISE EXCEPTION 'not a reservation' USING ERRCODE = 'LG006'; END IF;
    IF NEW.phase = 'post' AND p.expires_at <= now() THEN RAISE EXCEPTION 'the reservation has expired' USING ERRCODE = 'LG006'; END IF;
    UPDATE account a SET debits_pending = a.debits_pending - x.d, credits_pending = a.credits_pending - x.c
    FROM (SELECT account_id, coalesce(sum(amount) FILTER (WHERE side = 'debit'),0) d,
                 coalesce(sum(amount) FILTER (WHERE side = 'credit'),0) c
          FROM entry WHERE transfer_id = NEW.pending_id GROUP BY 1) x
    WHERE a.id = x.account_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER t_resolve AFTER INSERT ON transfer FOR EACH ROW EXECUTE FUNCTION transfer_after();

-- 6. At COMMIT: two lines or more, zero sum per currency, one currency (two in an exchange), post within its reservation, reversal an exact mirror.
CREATE FUNCTION check_balanced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE tid uuid := coalesce(to_jsonb(NEW)->>'transfer_id', to_jsonb(NEW)->>'id')::uuid; n int; currencies int; bad text; h transfer;
BEGIN
  SELECT * INTO h FROM transfer WHERE id = tid;
  SELECT count(*), count(DISTINCT currency) INTO n, currencies FROM entry WHERE transfer_id = tid;
  IF h.phase = 'void' THEN
    IF n <> 0 THEN RAISE EXCEPTION 'void carries no entries' USING ERRCODE = 'LG005'; END IF;
    RETURN NULL;
  END IF;
  IF n < 2 THEN RAISE EXCEPTION 'transfer % has % entries', tid, n USING ERRCODE = 'LG005'; END IF;
  SELECT string_agg(currency, ',') INTO bad FROM (SELECT currency FROM entry WHERE transfer_id = tid GROUP BY currency
    HAVING sum(CASE side WHEN 'debit' THEN amount ELSE -amount END) <> 0) q;
  IF bad IS NOT NULL THEN RAISE EXCEPTION 'transfer % unbalanced in %', tid, bad USING ERRCODE = 'LG005'; END IF;
  IF currencies > 1 AND h.kind NOT IN ('exchange','correction') OR currencies <> 2 AND h.kind = 'exchange' THEN
    RAISE EXCEPTION '% in % currencies', h.kind, currencies USING ERRCODE = 'LG008'; END IF;
  IF h.phase = 'post' AND EXISTS (
      SELECT 1 FROM (SELECT account_id, side, sum(amount) a FROM entry WHERE transfer_id = tid GROUP BY 1,2) p
      LEFT JOIN (SELECT account_id, side, sum(amount) a FROM entry WHERE transfer_id = h.pending_id GROUP BY 1,2) q
        USING (account_id, side) WHERE q.a IS NULL OR p.a > q.a) THEN
    RAISE EXCEPTION 'post exceeds its reservation' USING ERRCODE = 'LG006'; END IF;
  IF h.reverses_id IS NOT NULL AND ((SELECT o.phase FROM transfer o WHERE o.id = h.reverses_id) NOT IN ('single','post') OR EXISTS (
      SELECT 1 FROM (SELECT account_id, currency, side::text s, sum(amount) a FROM entry WHERE transfer_id = tid GROUP BY 1,2,3) r
      FULL JOIN (SELECT account_id, currency, CASE side WHEN 'debit' THEN 'credit' ELSE 'debit' END s, sum(amount) a
                 FROM entry WHERE transfer_id = h.reverses_id GROUP BY 1,2,3) o
        USING (account_id, currency, s) WHERE r.a IS DISTINCT FROM o.a)) THEN
    RAISE EXCEPTION 'a reversal mirrors what it reverses' USING ERRCODE = 'LG005'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER t_balanced AFTER INSERT ON transfer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_balanced();
CREATE CONSTRAINT TRIGGER e_balanced AFTER INSERT ON entry    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_balanced();

-- 7. Account rows: identity fixed and as their class says, totals move only from the entry triggers, posted totals only grow, closing needs zero.
-- A trigger made by a superuser could still move totals from inside; drift shows it.
CREATE FUNCTION account_guard() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.debits_posted + NEW.credits_posted + NEW.debits_pending + NEW.credits_pending <> 0 OR NEW.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'accounts open at zero' USING ERRCODE = 'restrict_violation'; END IF;
    IF NOT EXISTS (SELECT FROM account_class c WHERE (c.class, c.normal, c.no_overdraft) = (split_part(NEW.code, ':', 1), NEW.normal, NEW.no_overdraft)) THEN
      RAISE EXCEPTION 'side or floor of % is not that of its class', NEW.code USING ERRCODE = 'LG003'; END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id,NEW.code,NEW.currency,NEW.normal,NEW.no_overdraft) IS DISTINCT FROM (OLD.id,OLD.code,OLD.currency,OLD.normal,OLD.no_overdraft) THEN
    RAISE EXCEPTION 'account identity is immutable' USING ERRCODE = 'restrict_violation'; END IF;
  IF (NEW.debits_posted,NEW.credits_posted,NEW.debits_pending,NEW.credits_pending)
       IS DISTINCT FROM (OLD.debits_posted,OLD.credits_posted,OLD.debits_pending,OLD.credits_pending) AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'balances change only through entries' USING ERRCODE = 'restrict_violation'; END IF;
  IF NEW.debits_posted < OLD.debits_posted OR NEW.credits_posted < OLD.credits_posted THEN
    RAISE EXCEPTION 'posted totals only grow' USING ERRCODE = 'restrict_violation'; END IF;
  IF NEW.closed_at IS DISTINCT FROM OLD.closed_at AND (OLD.closed_at IS NOT NULL OR NEW.debits_posted <> NEW.credits_posted
       OR NEW.debits_pending + NEW.credits_pending <> 0) THEN
    RAISE EXCEPTION 'an account closes once, at zero' USING ERRCODE = 'LG007'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER a_guard BEFORE INSERT OR UPDATE ON account FOR EACH ROW EXECUTE FUNCTION account_guard();

-- 8. The only write path. Amounts are decimal strings, so 1 and "1" can never name two contents; unknown fields are refused.
CREATE FUNCTION check_request(p jsonb) RETURNS void LANGUAGE plpgsql IMMUTABLE SET search_path = ledger, pg_temp AS $$
BEGIN
  IF jsonb_typeof(p) IS DISTINCT FROM 'object' OR jsonb_typeof(coalesce(p->'entries','[]')) <> 'array'
    OR p - '{key,kind,phase,resolves,reverses,expires_at,ref,actor,effective_at,entries}'::text[] <> '{}'::jsonb
    OR jsonb_typeof(p->'key') IS DISTINCT FROM 'string' OR jsonb_typeof(p->'actor') IS DISTINCT FROM 'string' THEN
    RAISE EXCEPTION 'malformed posting' USING ERRCODE = 'LG004'; END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(p->'entries') e WHERE jsonb_typeof(e) <> 'object'
      OR e - '{account,currency,side,amount}'::text[] <> '{}'::jsonb OR jsonb_typeof(e->'amount') IS DISTINCT FROM 'string'
      OR e->>'amount' !~ '^[1-9][0-9]{0,17}$' OR coalesce(e->>'side','') NOT IN ('debit','credit')) THEN
    RAISE EXCEPTION 'malformed entry' USING ERRCODE = 'LG004'; END IF;
END $$;

-- Who reports a fact, and when, is no part of the fact: a webhook and a nightly check may both bring it.
CREATE FUNCTION post(p jsonb) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE tid uuid; ex transfer; h text; what text; pending uuid; reversed uuid;
BEGIN
  PERFORM check_request(p);
  h := encode(sha256(convert_to(jsonb_set(p - '{actor,effective_at}'::text[], '{entries}', (SELECT coalesce(jsonb_agg(e ORDER BY e::text), '[]')
    FROM jsonb_array_elements(coalesce(p->'entries','[]')) e))::text, 'UTF8')), 'hex');
  SELECT id INTO pending FROM transfer WHERE idempotency_key = p->>'resolves';
  SELECT id INTO reversed FROM transfer WHERE idempotency_key = p->>'reverses';
  IF p ? 'resolves' AND pending IS NULL OR p ? 'reverses' AND reversed IS NULL THEN
    RAISE EXCEPTION 'names a transfer that is not there' USING ERRCODE = 'LG006'; END IF;
  IF NOT EXISTS (SELECT FROM kind WHERE code = p->>'kind') THEN RAISE EXCEPTION 'unknown kind %', p->>'kind' USING ERRCODE = 'LG003'; END IF;
  -- Locked in one order, so that postings never wait for each other in a ring.
  PERFORM 1 FROM account a
    WHERE (a.code, a.currency) IN (SELECT e->>'account', e->>'currency' FROM jsonb_array_elements(coalesce(p->'entries','[]')) e)
       OR a.id IN (SELECT account_id FROM entry WHERE transfer_id = pending)
    ORDER BY a.id FOR UPDATE;
  SELECT e->>'account' INTO what FROM jsonb_array_elements(coalesce(p->'entries','[]')) e
    WHERE NOT EXISTS (SELECT FROM account a WHERE (a.code, a.currency) = (e->>'account', e->>'currency')) LIMIT 1;
  IF FOUND THEN RAISE EXCEPTION 'unknown account %', what USING ERRCODE = 'LG003'; END IF;
  INSERT INTO transfer (idempotency_key, request_hash, kind, phase, pending_id, reverses_id, expires_at, ref, actor, effective_at)
  VALUES (p->>'key', h, p->>'kind', coalesce((p->>'phase')::phase,'single'), pending, reversed,
          (p->>'expires_at')::timestamptz, coalesce(p->'ref','{}'), p->>'actor', coalesce((p->>'effective_at')::timestamptz, now()))
  ON CONFLICT (idempotency_key) DO NOTHING RETURNING id INTO tid;
  IF tid IS NULL THEN
    SELECT * INTO ex FROM transfer WHERE idempotency_key = p->>'key';
    IF ex.request_hash <> h THEN RAISE EXCEPTION 'key % was used with other content', p->>'key' USING ERRCODE = 'LG001'; END IF;
    RETURN ex.id;
  END IF;
  INSERT INTO entry (transfer_id, line, account_id, currency, side, amount, phase)
  SELECT tid, o, (SELECT id FROM account WHERE code = e->>'account' AND currency = e->>'currency'),
         e->>'currency', (e->>'side')::side, (e->>'amount')::bigint, 'single'
  FROM jsonb_array_elements(coalesce(p->'entries','[]')) WITH ORDINALITY x(e,o);
  RETURN tid;
EXCEPTION
  WHEN check_violation THEN
    GET STACKED DIAGNOSTICS what = CONSTRAINT_NAME;
    IF what = 'no_overdraft_ck' THEN RAISE EXCEPTION '%', SQLERRM USING ERRCODE = 'LG002'; END IF;
    RAISE EXCEPTION '%', SQLERRM USING ERRCODE = 'LG004';
  WHEN unique_violation THEN RAISE EXCEPTION 'resolved or reversed already: %', SQLERRM USING ERRCODE = 'LG006';
END $$;

-- Side and floor follow from the code. Re-read in a new statement where another transaction opened the same account first.
CREATE FUNCTION open_account(p_code text, p_currency text) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE c account_class; a account; made bigint;
BEGIN
  SELECT * INTO c FROM account_class WHERE class = split_part(p_code, ':', 1);
  IF NOT FOUND OR NOT EXISTS (SELECT FROM currency WHERE code = p_currency) THEN
    RAISE EXCEPTION 'no account % in %', p_code, p_currency USING ERRCODE = 'LG003'; END IF;
  INSERT INTO account (code, currency, normal, no_overdraft) VALUES (p_code, p_currency, c.normal, c.no_overdraft)
  ON CONFLICT (code, currency) DO NOTHING RETURNING id INTO made;
  IF made IS NOT NULL THEN RETURN made; END IF;
  SELECT * INTO a FROM account WHERE code = p_code AND currency = p_currency;
  IF (a.normal, a.no_overdraft) IS DISTINCT FROM (c.normal, c.no_overdraft) THEN
    RAISE EXCEPTION 'account % differs from its class', p_code USING ERRCODE = 'LG003'; END IF;
  RETURN a.id;
EXCEPTION WHEN check_violation THEN RAISE EXCEPTION 'malformed account code %', p_code USING ERRCODE = 'LG004';
END $$;

-- 9. Any row of drift is a defect. Balances and the trial balance serve reconciliation.
CREATE VIEW drift AS
SELECT a.id, a.code, a.currency FROM account a LEFT JOIN (
  SELECT e.account_id,
    sum(amount) FILTER (WHERE side='debit'  AND e.phase IN ('single','post')) d,
    sum(amount) FILTER (WHERE side='credit' AND e.phase IN ('single','post')) c,
    sum(amount) FILTER (WHERE side='debit'  AND e.phase='pending' AND r.id IS NULL) dp,
    sum(amount) FILTER (WHERE side='credit' AND e.phase='pending' AND r.id IS NULL) cp
  FROM entry e LEFT JOIN transfer r ON r.pending_id = e.transfer_id AND r.phase IN ('post','void') GROUP BY 1) s ON s.account_id = a.id
WHERE (a.debits_posted,a.credits_posted,a.debits_pending,a.credits_pending)
  IS DISTINCT FROM (coalesce(d,0),coalesce(c,0),coalesce(dp,0),coalesce(cp,0));
CREATE VIEW balance AS
SELECT code, currency, CASE normal WHEN 'debit' THEN debits_posted - credits_posted ELSE credits_posted - debits_posted END AS amount FROM account;
CREATE VIEW trial_balance AS
SELECT currency, sum(debits_posted) - sum(credits_posted) AS posted, sum(debits_pending) - sum(credits_pending) AS pending FROM account GROUP BY currency;
-- What an organisation may read of the ledger: its own lines, and what is held for it as a buyer. Runs with the owner's rights.
CREATE VIEW statement WITH (security_barrier) AS
SELECT t.seq, e.line, t.effective_at AS at, t.kind, t.ref, split_part(a.code, ':', 1) AS class, a.code, e.currency,
  CASE WHEN e.side = a.normal THEN e.amount ELSE -e.amount END AS amount,
  sum(CASE WHEN e.side = a.normal THEN e.amount ELSE -e.amount END)
    OVER (PARTITION BY split_part(a.code, ':', 1), e.currency ORDER BY t.seq, e.line)::bigint AS balance
FROM entry e JOIN transfer t ON t.id = e.transfer_id JOIN account a ON a.id = e.account_id
WHERE e.phase IN ('single','post') AND (
  a.code IN ('payable:' || public.app_org(), 'unapplied:' || public.app_org(), 'receivable:' || public.app_org())
  OR a.code IN (SELECT 'held:' || h.id FROM public.held_items h WHERE h.buyer_org_id = public.app_org()));

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;
GRANT USAGE ON SCHEMA ledger TO peony_web, peony_worker, peony_operator;
GRANT EXECUTE ON FUNCTION post(jsonb), open_account(text, text) TO peony_web, peony_worker, peony_operator;
GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO peony_worker, peony_operator;
GRANT SELECT ON statement TO peony_web;
-- Opened here in one order, because these are the accounts that every posting meets.
DO $$ DECLARE c text; a text; BEGIN
  FOREACH c IN ARRAY ARRAY['CNY','USD','EUR','JPY'] LOOP
    FOREACH a IN ARRAY ARRAY['psp:stripe','expense:psp','revenue:fee'] LOOP PERFORM open_account(a, c); END LOOP;
  END LOOP;
END $$;
RESET ROLE;
RESET search_path;

GRANT SELECT (id, buyer_org_id) ON held_items TO ledger_owner;
CREATE POLICY statement ON held_items FOR SELECT TO ledger_owner USING (buyer_org_id = (SELECT app_org()));
DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('REVOKE ledger_owner FROM %I', current_user); END IF;
END $$;
