import { listOrganisationsEndpoint } from "#features/api/catalogue.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listOrganisationsEndpoint);
