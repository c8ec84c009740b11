import { listImportsEndpoint, uploadImportEndpoint } from "#features/api/imports.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listImportsEndpoint, uploadImportEndpoint);
