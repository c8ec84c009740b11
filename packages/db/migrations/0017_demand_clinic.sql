CREATE TABLE "demand_checks" (
	"demand_id" text PRIMARY KEY NOT NULL,
	"statement" text DEFAULT '' NOT NULL,
	"no_duplicate" boolean DEFAULT false NOT NULL,
	"stated_by" text,
	"stated_at" timestamp with time zone,
	"result" text,
	"note" text DEFAULT '' NOT NULL,
	"checked_by" text,
	"checked_org_id" text,
	"checked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_files" (
	"demand_id" text NOT NULL,
	"file_id" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "demand_files_demand_id_file_id_pk" PRIMARY KEY("demand_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "demand_invitations" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"org_id" text NOT NULL,
	"side" text NOT NULL,
	"reason" jsonb NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"asked_by" text NOT NULL,
	"ask_org_id" text NOT NULL,
	"named" boolean NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answer" text DEFAULT '' NOT NULL,
	"answered_by" text,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "demand_readbacks" (
	"id" text PRIMARY KEY NOT NULL,
	"demand_id" text NOT NULL,
	"round" smallint NOT NULL,
	"expert_user_id" text NOT NULL,
	"expert_org_id" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"conflict" text,
	"conflict_note" text DEFAULT '' NOT NULL,
	"stated_at" timestamp with time zone,
	"text" text DEFAULT '' NOT NULL,
	"written_at" timestamp with time zone,
	"answer" text,
	"correction" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "kind" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "test_basis" text DEFAULT 'own' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "hazards" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "closes_on" date;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "feedback_due" date;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "clinic_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_state" text DEFAULT 'not_required' NOT NULL;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_bps" integer;--> statement-breakpoint
ALTER TABLE "demands" ADD COLUMN "deposit_amount" bigint;--> statement-breakpoint
ALTER TABLE "demand_checks" ADD CONSTRAINT "demand_checks_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_checks" ADD CONSTRAINT "demand_checks_checked_org_id_organisations_id_fk" FOREIGN KEY ("checked_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_files" ADD CONSTRAINT "demand_files_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_files" ADD CONSTRAINT "demand_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD CONSTRAINT "demand_invitations_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_invitations" ADD CONSTRAINT "demand_invitations_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_questions" ADD CONSTRAINT "demand_questions_ask_org_id_organisations_id_fk" FOREIGN KEY ("ask_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD CONSTRAINT "demand_readbacks_demand_id_demands_id_fk" FOREIGN KEY ("demand_id") REFERENCES "public"."demands"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "demand_readbacks" ADD CONSTRAINT "demand_readbacks_expert_org_id_organisations_id_fk" FOREIGN KEY ("expert_org_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "demand_files_file" ON "demand_files" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "demand_invitations_org" ON "demand_invitations" USING btree ("demand_id","org_id");--> statement-breakpoint
CREATE INDEX "demand_invitations_mine" ON "demand_invitations" USING btree ("org_id","created_at");--> statement-breakpoint
CREATE INDEX "demand_questions_of" ON "demand_questions" USING btree ("demand_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "demand_readbacks_round" ON "demand_readbacks" USING btree ("demand_id","round");--> statement-breakpoint
CREATE INDEX "demand_readbacks_expert" ON "demand_readbacks" USING btree ("expert_user_id","assigned_at");--> statement-breakpoint
CREATE INDEX "demands_closing" ON "demands" USING btree (coalesce("closes_on", "deadline")) WHERE "demands"."state" = 'published';--> statement-breakpoint
CREATE INDEX "demands_clinic" ON "demands" USING btree ("clinic_at") WHERE "demands"."state" = 'clinic';