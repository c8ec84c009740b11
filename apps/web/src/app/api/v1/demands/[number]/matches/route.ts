import { listDemandMatchesEndpoint } from "#features/api/matches.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(listDemandMatchesEndpoint);
