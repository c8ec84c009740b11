import { readImportEndpoint } from "#features/api/imports.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(readImportEndpoint);
