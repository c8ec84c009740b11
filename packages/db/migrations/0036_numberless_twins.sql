ALTER TABLE "import_rows" ADD COLUMN "twin_key" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "another" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "import_rows_twin_key" ON "import_rows" USING btree ("import_id","twin_key");--> statement-breakpoint

-- What a result without a number of a patent office is known by: the number of another register, else its kind, titles and project, compared
-- without case, width, spaces and marks. The same expression stands in an index, in the import's rows and in its questions.
CREATE FUNCTION twin_words(p_text text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(lower(normalize(coalesce(p_text, ''), NFKC)),
    '[\u0001-\u0022\u0024-\u002a\u002c-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f\u30fb]', '', 'g')
$$;--> statement-breakpoint
CREATE FUNCTION listing_twin_key(p_kind text, p_zh text, p_en text, p_project text, p_registration text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
  SELECT md5(CASE p_kind WHEN 'application' THEN 'patent' ELSE p_kind END || '|' || CASE WHEN twin_words(p_registration) <> ''
    THEN 'register|' || twin_words(p_registration)
    ELSE twin_words(p_zh) || '|' || twin_words(p_en) || '|' || twin_words(p_project) END)
$$;--> statement-breakpoint
CREATE INDEX listings_twin_key ON listings (org_id, listing_twin_key(asset_kind, title_zh, title_en, project_no, registration_no))
  WHERE number IS NULL;--> statement-breakpoint

-- A draft whose triage was taken back is as untouched as one nobody looked at: its text, sheet and rights are the import's. The versions
-- that triage kept go with it.
CREATE OR REPLACE FUNCTION remove_import_drafts(p_import text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE untouched text[];
BEGIN
  SELECT coalesce(array_agg(l.id), '{}') INTO untouched FROM (
    SELECT l.id FROM listings l
    WHERE l.import_id = p_import AND l.org_id = (SELECT app_org())
      AND l.state = 'draft' AND l.triage IS NULL
      AND (l.version = 1 OR (l.saved_at IS NULL AND l.compliance_by IS NULL AND l.returned_reason IS NULL
        AND (l.source IS NULL OR l.source = 'sheet') AND l.rights = '{}'))
      AND NOT EXISTS (SELECT FROM listing_files x WHERE x.listing_id = l.id)
      AND NOT EXISTS (SELECT FROM listing_confirmations x WHERE x.listing_id = l.id)
      AND NOT EXISTS (SELECT FROM deals x WHERE x.listing_id = l.id)
      AND NOT EXISTS (SELECT FROM matches x WHERE x.listing_id = l.id)
      AND l.id <> ALL (ARRAY(SELECT unnest(b.parts) FROM listings b WHERE b.org_id = (SELECT app_org())))
    FOR UPDATE) l;
  DELETE FROM listing_versions v WHERE v.listing_id = ANY (untouched);
  DELETE FROM listings l WHERE l.id = ANY (untouched);
  RETURN cardinality(untouched);
END $$;
