export * from "./queue-mail.ts";
