import { attachListingFileEndpoint, listListingFilesEndpoint } from "#features/api/files.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listListingFilesEndpoint, attachListingFileEndpoint);
