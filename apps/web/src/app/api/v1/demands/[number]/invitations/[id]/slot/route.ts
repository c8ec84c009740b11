import { fillSlotEndpoint } from "#features/api/broker-slot.ts";
import { handlers } from "#server/endpoint.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = handlers(fillSlotEndpoint);
