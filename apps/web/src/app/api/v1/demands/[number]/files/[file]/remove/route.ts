import { removeDemandFileEndpoint } from "#features/api/files.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(removeDemandFileEndpoint);
