export * from "./argon2.ts";
