import { withdrawListingEndpoint } from "#features/api/listings.ts";
import { handle } from "#server/endpoint.ts";

export const POST = handle(withdrawListingEndpoint);
