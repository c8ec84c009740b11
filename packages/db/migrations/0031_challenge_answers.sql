CREATE TABLE "award_recommendations" (
	"demand_id" text NOT NULL,
	"user_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"words" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "award_recommendations_demand_id_user_id_pk" PRIMARY KEY("demand_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD COLUMN "confided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "cancel_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "export_class" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "export_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "classed_by" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "classed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "class_checked_by" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "class_checked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "reviewers" ADD COLUMN "confided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "award_recommendations" ADD CONSTRAINT "award_recommendations_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "award_recommendations_proposal" ON "award_recommendations" USING btree ("proposal_id");--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_classed_by_users_id_fk" FOREIGN KEY ("classed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_class_checked_by_users_id_fk" FOREIGN KEY ("class_checked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;