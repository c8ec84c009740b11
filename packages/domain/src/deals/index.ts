export * from "./deal.ts";
