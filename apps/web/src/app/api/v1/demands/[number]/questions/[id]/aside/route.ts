import { setQuestionAsideEndpoint } from "#features/api/clinic-steps.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(setQuestionAsideEndpoint);
