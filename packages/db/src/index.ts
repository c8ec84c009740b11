export * from "./audit.ts";
export * from "./client.ts";
export * from "./inbox.ts";
export * from "./logged-error.ts";
export * from "./outbox.ts";
