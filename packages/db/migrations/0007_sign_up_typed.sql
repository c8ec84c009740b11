ALTER TABLE "mail_tokens" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "mail_tokens" ADD COLUMN "password_hash" text;