-- The award notice: who won a challenge, for whoever may read the demand, and nothing of the proposal itself.
CREATE FUNCTION award_of(p_demand text) RETURNS TABLE (org_id text, decided_at timestamptz, note text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.org_id, p.decided_at, p.award_note FROM proposals p
  WHERE p.demand_id = p_demand AND p.state = 'awarded' AND reads_demand(p_demand)
$$;
REVOKE ALL ON FUNCTION award_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION award_of(text) TO peony_web, peony_operator;
