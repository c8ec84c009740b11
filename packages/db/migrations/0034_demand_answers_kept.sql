ALTER TABLE "demand_invitations" ADD COLUMN "meet_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "result" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD COLUMN "done_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_by" text;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD COLUMN "aside_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "return_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "demand_invitations_slot" ON "demand_invitations" USING btree ("demand_id") WHERE "demand_invitations"."side" = 'broker' and "demand_invitations"."withdrawn_at" is null and "demand_invitations"."done_at" is null and "demand_invitations"."answer" is distinct from 'declined';