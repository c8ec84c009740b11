import { acceptOfferEndpoint } from "#features/api/deals.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(acceptOfferEndpoint);
