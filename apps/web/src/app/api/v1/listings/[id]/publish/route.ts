import { publishListingEndpoint } from "#features/api/listings.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(publishListingEndpoint);
