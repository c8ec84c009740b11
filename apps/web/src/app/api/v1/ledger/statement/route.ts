import { statementEndpoint } from "#features/api/statement.ts";
import { handle } from "#server/endpoint.ts";

export const GET = handle(statementEndpoint);
