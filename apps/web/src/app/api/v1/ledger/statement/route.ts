import { statementEndpoint } from "#features/api/statement.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(statementEndpoint);
