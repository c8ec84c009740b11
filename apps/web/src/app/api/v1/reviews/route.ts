import { listReviewsEndpoint } from "#features/api/review.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(listReviewsEndpoint);
