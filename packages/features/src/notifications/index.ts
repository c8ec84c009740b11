export * from "./list-notifications.ts";
export * from "./mails.ts";
