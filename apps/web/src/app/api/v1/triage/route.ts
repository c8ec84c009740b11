import { readTriageEndpoint } from "#features/api/triage.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(readTriageEndpoint);
