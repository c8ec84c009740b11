export * from "./compose.ts";
export * from "./smtp.ts";
