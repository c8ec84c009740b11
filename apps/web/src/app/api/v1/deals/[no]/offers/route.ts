import { sendOfferEndpoint } from "#features/api/deals.ts";
import { handle } from "#server/endpoint.ts";

export const POST = handle(sendOfferEndpoint);
