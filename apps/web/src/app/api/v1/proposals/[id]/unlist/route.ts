import { unlistProposalEndpoint } from "#features/api/proposals.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(unlistProposalEndpoint);
