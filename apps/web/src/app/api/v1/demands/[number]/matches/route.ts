import { listDemandMatchesEndpoint } from "#features/api/matches.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listDemandMatchesEndpoint);
