import { classProposalInput, confirmProposalClassInput } from "@peony/domain/proposals";
import { idSchema } from "@peony/domain/shared";
import { classProposal, confirmProposalClass } from "@peony/features/proposals";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { done } from "./shapes.ts";

const params = z.object({ id: idSchema("proposal") });
const yes = { done: true };

export const classProposalEndpoint = endpoint({
  method: "put",
  path: "/proposals/{id}/export-class",
  id: "classProposal",
  summary: "Say the export class of your proposal; it counts once another person of your organisation has confirmed it",
  auth: "key",
  params,
  body: classProposalInput.omit({ id: true }),
  answer: done,
  run: async (ctx, { params: { id }, body }) => {
    await classProposal(ctx, { ...body, id });
    return yes;
  },
});

export const confirmProposalClassEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/export-class/confirm",
  id: "confirmProposalClass",
  summary: "Confirm, as a second person, the export class of your organisation's proposal",
  auth: "key",
  params,
  body: confirmProposalClassInput.omit({ id: true }),
  answer: done,
  run: async (ctx, { params: { id }, body }) => {
    await confirmProposalClass(ctx, { ...body, id });
    return yes;
  },
});
