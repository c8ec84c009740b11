export * from "./fault.ts";
export * from "./parked.ts";
