export * from "./next-number.ts";
export * from "./queue-mail.ts";
