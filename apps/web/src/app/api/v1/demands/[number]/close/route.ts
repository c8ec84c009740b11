import { closeDemandEndpoint } from "#features/api/demands.ts";
import { handle } from "#server/endpoint.ts";

export const POST = handle(closeDemandEndpoint);
