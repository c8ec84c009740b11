export * from "./normalise.ts";
export * from "./search-index.ts";
