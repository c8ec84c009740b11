import { findPatentEndpoint } from "#features/api/patents.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(findPatentEndpoint);
