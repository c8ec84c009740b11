import { browseDemandsEndpoint, createDemandEndpoint } from "#features/api/demands.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(browseDemandsEndpoint);
export const POST = handle(createDemandEndpoint);
