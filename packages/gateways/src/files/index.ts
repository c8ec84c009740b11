export * from "./local.ts";
export * from "./s3.ts";
export * from "./settings.ts";
