import { readUnitRulesEndpoint, saveUnitRuleEndpoint } from "#features/api/unit-rules.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(readUnitRulesEndpoint, saveUnitRuleEndpoint);
