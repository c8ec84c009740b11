import { readDealEndpoint } from "#features/api/deals.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(readDealEndpoint);
