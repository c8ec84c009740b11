-- Who acts as the house is said by membership, not by a name: an installation may give the web a login role of another name, which
-- is nobody's house.
CREATE OR REPLACE FUNCTION may_operate() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT pg_has_role(session_user, 'peony_worker', 'member') OR pg_has_role(session_user, 'peony_operator', 'member')
    OR EXISTS (SELECT FROM organisations WHERE id = app_org() AND kind = 'operator')
$$;
