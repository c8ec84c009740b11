import { inviteOrganisationEndpoint } from "#features/api/clinic.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(inviteOrganisationEndpoint);
