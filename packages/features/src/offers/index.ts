export * from "./accept-offer.ts";
export * from "./end-offer.ts";
export * from "./lapse-rivals.ts";
export * from "./rows.ts";
export * from "./send-offer.ts";
