export * from "./compute-matches.ts";
export * from "./list-matches.ts";
export * from "./refresh-matches.ts";
