import { readStepDaysEndpoint, saveStepDaysEndpoint } from "#features/api/disclosure-steps.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(readStepDaysEndpoint, saveStepDaysEndpoint);
