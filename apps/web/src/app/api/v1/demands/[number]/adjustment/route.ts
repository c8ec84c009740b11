import { adjustDemandEndpoint } from "#features/api/demands.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(adjustDemandEndpoint);
