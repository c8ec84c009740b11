import { createListingEndpoint, searchListingsEndpoint } from "#features/api/listings.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(searchListingsEndpoint);
export const POST = handle(createListingEndpoint);
