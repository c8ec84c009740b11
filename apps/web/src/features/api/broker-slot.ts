import { closeSlotInput, fillSlotInput } from "@peony/domain/demands";
import { idSchema } from "@peony/domain/shared";
import { closeSlot, fillSlot } from "@peony/features/demands";
import { endpoint } from "#server/endpoint.ts";
import { demandNumber } from "./demands.ts";
import { done } from "./shapes.ts";

const slot = demandNumber.extend({ id: idSchema("demandInvitation") });

export const fillSlotEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/invitations/{id}/slot",
  id: "fillSlot",
  summary: "Propose a time to the firm whose request for help your brokerage accepted, with a note",
  auth: "key",
  params: slot,
  body: fillSlotInput.omit({ invitationId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await fillSlot(ctx, { ...body, invitationId: params.id });
    return { done: true } as const;
  },
});

export const closeSlotEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/invitations/{id}/slot/result",
  id: "closeSlot",
  summary: "Say what came of your brokerage's help; it ends the slot",
  auth: "key",
  params: slot,
  body: closeSlotInput.omit({ invitationId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await closeSlot(ctx, { ...body, invitationId: params.id });
    return { done: true } as const;
  },
});
