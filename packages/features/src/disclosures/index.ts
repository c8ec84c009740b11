export * from "./assess-disclosure.ts";
export * from "./notify-disclosure.ts";
export * from "./save-disclosure.ts";
