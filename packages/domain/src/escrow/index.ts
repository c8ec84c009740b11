export * from "./deadlines.ts";
export * from "./disbursement.ts";
export * from "./inputs.ts";
export * from "./item.ts";
export * from "./payment-port.ts";
export * from "./release.ts";
