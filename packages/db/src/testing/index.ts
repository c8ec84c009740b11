export * from "./database.ts";
export * from "./listings.ts";
export * from "./mails.ts";
export * from "./memory-search.ts";
export * from "./passwords.ts";
export * from "./people.ts";
export * from "./queue.ts";
export * from "./refusals.ts";
