import { listMatchesEndpoint } from "#features/api/matches.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(listMatchesEndpoint);
