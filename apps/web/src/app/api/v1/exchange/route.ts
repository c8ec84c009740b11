import { exportExchangeEndpoint, importExchangeEndpoint } from "#features/api/exchange.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(exportExchangeEndpoint, importExchangeEndpoint);
