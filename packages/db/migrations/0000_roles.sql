-- Roles are made once per cluster, without log-in; whoever starts the processes gives them a password.
-- One role per process: what the web may do, the worker's failures cannot widen, and the other way round.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'peony_web') THEN CREATE ROLE peony_web NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'peony_worker') THEN CREATE ROLE peony_worker NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'peony_operator') THEN CREATE ROLE peony_operator NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the cluster was migrated at the same moment
END $$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO peony_web, peony_worker, peony_operator;

-- The actor of the transaction, as inTransaction names it. Nothing set means nobody: policies then match no row.
CREATE FUNCTION app_org() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.org', true), '') $$;
CREATE FUNCTION app_user() RETURNS text LANGUAGE sql STABLE AS $$ SELECT nullif(current_setting('app.user', true), '') $$;
