import { ownListingsEndpoint } from "#features/api/listings.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(ownListingsEndpoint);
