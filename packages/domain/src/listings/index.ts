export * from "./listing.ts";
