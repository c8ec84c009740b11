DROP INDEX "listings_published";--> statement-breakpoint
CREATE INDEX "listings_published" ON "listings" USING btree ("published_at") WHERE "listings"."state" in ('published', 'under_option', 'under_notice');--> statement-breakpoint
-- The export gate stands before files too: what hangs on a gated listing opens to its owner and to organisations at home.
ALTER POLICY readers ON files
  USING (org_id = (SELECT app_org())
    OR EXISTS (SELECT 1 FROM listing_files lf JOIN listings l ON l.id = lf.listing_id WHERE lf.file_id = files.id
      AND l.state IN ('published', 'under_option', 'under_notice', 'licensed_exclusive', 'assigned', 'lapsed')
      AND (l.export_class = 'free' OR EXISTS (SELECT 1 FROM organisations o WHERE o.id = (SELECT app_org()) AND o.country = 'CN')))
    OR EXISTS (SELECT 1 FROM contract_documents d WHERE d.file_id = files.id)
    OR EXISTS (SELECT 1 FROM delivery_files v WHERE v.file_id = files.id))
  WITH CHECK (org_id = (SELECT app_org()));
