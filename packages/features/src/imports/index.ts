export * from "./import-listings.ts";
