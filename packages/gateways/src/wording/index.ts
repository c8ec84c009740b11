export * from "./wording.ts";
