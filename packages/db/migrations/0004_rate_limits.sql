CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO peony_web, peony_worker;
