export * from "./attach-file.ts";
