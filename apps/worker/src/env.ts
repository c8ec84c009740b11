import { z } from "zod";

const envSchema = z.object({
  DATABASE_URL: z.string().min(1),
  MEILISEARCH_URL: z.url(),
  MEILISEARCH_KEY: z.string().min(1),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  STRIPE_API_URL: z.url().optional(),
  SMTP_URL: z.string().min(1),
  /** Address that mails come from. */
  MAIL_FROM: z.string().default("Peony <notice@peony.test>"),
  PEONY_URL: z.url().transform((u) => new URL(u).origin),
  PEONY_FILES_DIR: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
});
export type Env = z.output<typeof envSchema>;

/** The worker's environment, parsed once at start. */
export const readEnv = (): Env => envSchema.parse(process.env);
