import { listDealsEndpoint, openDealEndpoint } from "#features/api/deals.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(listDealsEndpoint);
export const POST = handle(openDealEndpoint);
