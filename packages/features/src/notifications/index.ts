export * from "./list-notifications.ts";
export * from "./mails.ts";
export * from "./queue-mail.ts";
