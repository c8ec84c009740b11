import { readDemandEndpoint, saveDemandEndpoint } from "#features/api/demands.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(readDemandEndpoint);
export const PUT = handle(saveDemandEndpoint);
