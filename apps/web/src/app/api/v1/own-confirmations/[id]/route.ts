import { answerOwnConfirmationEndpoint } from "#features/api/listing-history.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(answerOwnConfirmationEndpoint);
