import { confideReadbackInput } from "@peony/domain/demands";
import { confideReviewInput, demandNumberSchema, recommendAwardInput } from "@peony/domain/proposals";
import { idSchema } from "@peony/domain/shared";
import { confideReadback } from "@peony/features/demands";
import { confideReview, recommendAward } from "@peony/features/proposals";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { demandNumber } from "./demands.ts";
import { done } from "./shapes.ts";

const yes = { done: true };

export const confideReadbackEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/readbacks/{id}/confidence",
  id: "confideReadback",
  summary: "Accept, as the expert asked, the duty of confidence; a hidden firm's name is told after it",
  auth: "key",
  params: z.object({ ...demandNumber.shape, id: idSchema("readback") }),
  body: confideReadbackInput.omit({ readbackId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await confideReadback(ctx, { ...body, readbackId: params.id });
    return yes;
  },
});

export const confideReviewEndpoint = endpoint({
  method: "post",
  path: "/reviews/{demand}/confidence",
  id: "confideReview",
  summary: "Accept, as a reviewer, the duty of confidence; a hidden demander's name is told after it",
  auth: "key",
  params: z.object({ demand: demandNumberSchema }),
  body: confideReviewInput.omit({ demand: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await confideReview(ctx, { ...body, ...params });
    return yes;
  },
});

export const recommendAwardEndpoint = endpoint({
  method: "put",
  path: "/proposals/{id}/recommendation",
  id: "recommendAward",
  summary: "Recommend a finalist, as a lead; an officer of the demander awards",
  auth: "key",
  params: z.object({ id: idSchema("proposal") }),
  body: recommendAwardInput.omit({ proposalId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await recommendAward(ctx, { ...body, proposalId: params.id });
    return yes;
  },
});
