export * from "./rebuild-index.ts";
export * from "./search-listings.ts";
