-- Webhooks and jobs that failed too often wait for a person of the marketplace's operator. The web role reads and hands them back
-- through these functions only: it has no right on the queue's tables and reads no webhook.
CREATE FUNCTION may_operate() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT session_user <> 'peony_web' OR EXISTS (SELECT FROM organisations WHERE id = app_org() AND kind = 'operator')
$$;

CREATE FUNCTION parked_jobs() RETURNS TABLE (kind text, id text, event text, handler text, attempts int,
  first_failed_at timestamptz, last_failed_at timestamptz, since timestamptz, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'event', j.id::text, j.data->>'type', j.data->>'handler', coalesce(j.source_retry_count, 0) + 1,
    coalesce((j.data->>'failedAt')::timestamptz, j.source_created_on, j.created_on), j.created_on,
    coalesce(j.source_created_on, j.created_on), coalesce(j.source_output->>'message', j.source_output->'value'->>'message')
  FROM pgboss.job j WHERE j.name = 'outbox-parked' AND j.state = 'created' AND may_operate()
  UNION ALL
  -- A webhook is first tried as it comes in; its next try was set as the last one failed, a doubling pause of at most an hour ahead.
  SELECT 'webhook', i.id, i.type, NULL, i.attempts, i.received_at,
    i.next_at - least(power(2, greatest(i.attempts, 1) - 1), 3600) * interval '1 second', i.received_at, i.note
  FROM inbox_events i WHERE i.state = 'parked' AND may_operate()
$$;

-- Whether anything is parked: all that the health of the worker says about it, to whoever asks.
CREATE FUNCTION any_parked() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM pgboss.job WHERE name = 'outbox-parked' AND state = 'created')
      OR EXISTS (SELECT FROM inbox_events WHERE state = 'parked')
$$;

-- Hands one (or, without an id, every) parked webhook or job to the worker again, with all its tries. Returns how many.
CREATE FUNCTION replay_parked(p_kind text, p_id text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE job jsonb; handed int := 0;
BEGIN
  IF NOT may_operate() THEN RAISE EXCEPTION 'only the operator hands parked jobs back' USING ERRCODE = 'insufficient_privilege'; END IF;
  IF p_kind = 'webhook' THEN
    UPDATE inbox_events SET state = 'waiting', attempts = 0, next_at = now() WHERE state = 'parked' AND (p_id IS NULL OR id = p_id);
    GET DIAGNOSTICS handed = ROW_COUNT;
  ELSIF p_kind = 'event' THEN
    FOR job IN DELETE FROM pgboss.job WHERE name = 'outbox-parked' AND state = 'created' AND (p_id IS NULL OR id::text = p_id) RETURNING data LOOP
      PERFORM emit_event(job - 'failedAt', 0);
      handed := handed + 1;
    END LOOP;
  END IF;
  RETURN handed;
END $$;
REVOKE ALL ON FUNCTION may_operate(), parked_jobs(), any_parked(), replay_parked(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION may_operate(), parked_jobs(), any_parked(), replay_parked(text, text) TO peony_web, peony_operator;

-- serves any_parked and the operator's list; parked webhooks are few among many that are done
CREATE INDEX inbox_events_parked ON inbox_events (received_at) WHERE state = 'parked';
