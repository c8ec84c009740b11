import { reinstateListingEndpoint } from "#features/api/listing-steps.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(reinstateListingEndpoint);
