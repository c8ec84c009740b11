export * from "./next-number.ts";
export * from "./queue-mail.ts";
export * from "./versions.ts";
