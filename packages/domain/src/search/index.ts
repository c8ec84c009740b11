export * from "./query.ts";
export * from "./search-index.ts";
