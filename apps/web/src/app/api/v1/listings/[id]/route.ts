import { readListingEndpoint, saveListingEndpoint } from "#features/api/listings.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(readListingEndpoint);
export const PUT = handle(saveListingEndpoint);
