export * from "./mail-port.ts";
