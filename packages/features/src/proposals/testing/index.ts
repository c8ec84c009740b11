export * from "./challenge.ts";
export * from "./course.ts";
