import { teachImportEndpoint } from "#features/api/import-files.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(teachImportEndpoint);
