import { z } from "zod";

const origin = z.url().transform((u) => new URL(u).origin);

const envSchema = z.object({
  DATABASE_URL: z.string().min(1),
  MEILISEARCH_URL: z.url(),
  MEILISEARCH_KEY: z.string().min(1),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: z.string().min(1),
  /** Where the Stripe API is; unset means Stripe itself. The sandbox sets it. */
  STRIPE_API_URL: z.url().optional(),
  PEONY_URL: origin,
  PEONY_DEMO: z.enum(["0", "1"]).default("0"),
  PEONY_FILES_DIR: z.string().min(1).optional(),
  AUTH_SECRET: z.string().min(32),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Where Open Patent Services are; unset means the European Patent Office itself. */
  EPO_OPS_URL: z.url().optional(),
  EPO_OPS_KEY: z.string().min(1).optional(),
  EPO_OPS_SECRET: z.string().min(1).optional(),
  /** How many proxies in front may be believed about the sender's address. */
  PEONY_TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
});
export type Env = z.output<typeof envSchema>;

let parsed: Env | undefined;

/** The environment of the web process, parsed at first use so that a build needs none. */
export const env = (): Env => {
  parsed ??= envSchema.parse(process.env);
  return parsed;
};
