import { listDisclosureEndpoint } from "#features/api/disclosures.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listDisclosureEndpoint);
