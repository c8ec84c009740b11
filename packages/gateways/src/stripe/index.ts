export type { StripeSettings } from "./client.ts";
export * from "./fake.ts";
export * from "./payments.ts";
