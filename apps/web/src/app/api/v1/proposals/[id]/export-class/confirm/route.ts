import { confirmProposalClassEndpoint } from "#features/api/proposal-class.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(confirmProposalClassEndpoint);
