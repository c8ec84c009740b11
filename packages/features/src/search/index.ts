export * from "./search-listings.ts";
