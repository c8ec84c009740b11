export * from "./post.ts";
export * from "./read-statement.ts";
