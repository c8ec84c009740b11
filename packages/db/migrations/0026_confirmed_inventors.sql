DROP INDEX "party_statements_once";--> statement-breakpoint
DROP INDEX "members_inventor";--> statement-breakpoint
ALTER TABLE "members" DROP COLUMN "inventor_name";