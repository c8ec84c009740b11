-- What anybody may know of how an organisation deals, as figures and never as rows: deals that came to their end, and how long those who
-- asked waited for a first answer. The median is told from five answers on, so that no single one can be read off it.
CREATE FUNCTION organisation_figures(p_org text) RETURNS TABLE (closed integer, replies integer, median_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH waits AS (
    -- an interest in a listing, until its owner offers something or answers an offer
    SELECT extract(epoch FROM min(CASE o.side WHEN 'seller' THEN o.sent_at ELSE o.answered_at END) - r.created_at) AS seconds
    FROM deals d JOIN rooms r ON r.deal_id = d.id JOIN offers o ON o.deal_id = d.id AND (o.side = 'seller' OR o.answered_by IS NOT NULL)
    WHERE d.seller_org_id = p_org
    GROUP BY d.id, r.created_at
    UNION ALL
    -- a question to a published demand
    SELECT extract(epoch FROM q.answered_at - q.created_at)
    FROM demand_questions q JOIN demands d ON d.id = q.demand_id
    WHERE d.org_id = p_org AND q.answered_at IS NOT NULL AND d.visibility <> 'hidden_name'
  ), answers AS (
    SELECT count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median FROM waits
  ), ended AS (
    SELECT count(*)::int AS n FROM deals d
    WHERE p_org IN (d.seller_org_id, d.buyer_org_id)
      AND EXISTS (SELECT FROM contracts c WHERE c.deal_id = d.id AND c.state = 'signed')
      AND EXISTS (SELECT FROM held_items h WHERE h.deal_id = d.id AND h.state = 'settled')
      AND NOT EXISTS (SELECT FROM held_items h WHERE h.deal_id = d.id AND h.state NOT IN ('settled', 'cancelled'))
  )
  SELECT ended.n, CASE WHEN answers.n >= 5 THEN answers.n ELSE 0 END, CASE WHEN answers.n >= 5 THEN answers.median END
  FROM answers, ended
  WHERE EXISTS (SELECT FROM organisations WHERE id = p_org AND verification = 'verified')
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION organisation_figures(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION organisation_figures(text) TO peony_web, peony_worker, peony_operator;--> statement-breakpoint
-- These tables hide their rows from their owner too, as whom the function runs; one that is no superuser needs to be let in.
DO $$ DECLARE t text; BEGIN
  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;
  FOR t IN SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace
      AND relname IN ('deals', 'rooms', 'offers', 'contracts', 'held_items', 'demands', 'demand_questions') LOOP
    EXECUTE format('CREATE POLICY figures ON %I FOR SELECT TO %I USING (true)', t, current_user);
  END LOOP;
END $$;
