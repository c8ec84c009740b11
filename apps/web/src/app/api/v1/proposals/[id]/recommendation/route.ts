import { recommendAwardEndpoint } from "#features/api/confidence.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(recommendAwardEndpoint);
