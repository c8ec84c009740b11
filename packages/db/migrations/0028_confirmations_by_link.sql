-- An inventor's answer is read by the owner, and by the inventor: by account, by the address that was asked, or by the link.
CREATE FUNCTION confirmation_unit(hash text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.org_id FROM listing_confirmations c JOIN listings l ON l.id = c.listing_id WHERE c.token_hash = hash
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION confirmation_unit(text) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION confirmation_unit(text) TO peony_web, peony_worker, peony_operator;--> statement-breakpoint
-- Not forced: the function above reads the table as its owner.
ALTER TABLE listing_confirmations ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY house ON listing_confirmations TO peony_worker, peony_operator USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY owner ON listing_confirmations TO peony_web
  USING (EXISTS (SELECT 1 FROM listings l WHERE l.id = listing_id AND l.org_id = (SELECT app_org())));--> statement-breakpoint
CREATE POLICY self ON listing_confirmations FOR SELECT TO peony_web
  USING (user_id = (SELECT app_user()) OR email = (SELECT u.email FROM users u WHERE u.id = (SELECT app_user())));
