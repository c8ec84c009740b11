import { z } from "zod";

const envSchema = z.object({
  DATABASE_URL: z.string().min(1),
  MEILISEARCH_URL: z.url().optional(),
  MEILISEARCH_KEY: z.string().optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_API_URL: z.url().optional(),
  PEONY_FILES_DIR: z.string().optional(),
  PEONY_URL: z.string().optional(),
  PEONY_DEMO: z.enum(["0", "1"]).default("0"),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
});
export type Env = z.output<typeof envSchema>;

/** The command line's environment, parsed once. */
export const readEnv = (): Env => envSchema.parse(process.env);

const apiEnvSchema = z.object({
  PEONY_URL: z.string().default("http://localhost:3000"),
  PEONY_API_KEY: z.string().optional(),
});

/** What a caller of the API needs, who may sit at another machine than the database. */
export const readApiEnv = (): z.output<typeof apiEnvSchema> => apiEnvSchema.parse(process.env);
