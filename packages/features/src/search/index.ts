export * from "./read-organisation-catalogue.ts";
export * from "./rebuild-index.ts";
export * from "./search-listings.ts";
