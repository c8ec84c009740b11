import {
  answerQuestionInput,
  askQuestionInput,
  cancelDemandInput,
  inviteInput,
  moveDemandInput,
} from "@peony/domain/demands";
import { idSchema, pageInput } from "@peony/domain/shared";
import {
  answerQuestion,
  askQuestion,
  cancelDemand,
  inviteOrganisation,
  listQuestions,
  type QuestionView,
  readClinic,
  readDemand,
  recallDemand,
  submitDemand,
} from "@peony/features/demands";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { clinicShape, clinicToWire } from "./clinic-shape.ts";
import { cursorOf, cursorTime } from "./cursor.ts";
import { demandNumber } from "./demands.ts";
import { done, made, page, questionShape } from "./shapes.ts";

const { version } = moveDemandInput.shape;
const move = z.strictObject({ version });

export const submitDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/submit",
  id: "submitDemand",
  summary: "Send a draft to the clinic",
  auth: "key",
  params: demandNumber,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await submitDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return { done: true };
  },
});

export const recallDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/recall",
  id: "recallDemand",
  summary: "Take a demand back out of the clinic",
  auth: "key",
  params: demandNumber,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await recallDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return { done: true };
  },
});

export const cancelDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/cancel",
  id: "cancelDemand",
  summary: "Take a demand away; a challenge that was out says why, and everybody who proposed has that for an answer",
  auth: "key",
  params: demandNumber,
  body: cancelDemandInput.pick({ version: true, reason: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await cancelDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return { done: true };
  },
});

export const readClinicEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/clinic",
  id: "readClinic",
  summary:
    "What the clinic finds: complexity by rule, questions, steps still open, read-backs, the check and invitations",
  auth: "key",
  params: demandNumber,
  answer: clinicShape,
  run: async (ctx, { params }) => clinicToWire(await readClinic(ctx, params.number)),
});

const questionToWire = (q: QuestionView) => ({
  ...q,
  createdAt: q.createdAt.toISOString(),
  answeredAt: q.answeredAt?.toISOString() ?? null,
});

export const listQuestionsEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/questions",
  id: "listDemandQuestions",
  summary: "Public questions to a demand and their answers",
  auth: "public",
  params: demandNumber,
  query: z.strictObject({ ...pageInput, cursor: cursorOf(z.tuple([cursorTime, idSchema("demandQuestion")])) }),
  answer: page(questionShape),
  run: async (ctx, { params, query }) => {
    const { rows, next } = await listQuestions(ctx, params.number, query);
    return { items: rows.map(questionToWire), next };
  },
});

export const askQuestionEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/questions",
  id: "askDemandQuestion",
  summary: "Ask a public question",
  auth: "key",
  limit: "questions",
  status: 201,
  params: demandNumber,
  body: askQuestionInput.omit({ id: true, demandId: true }),
  answer: made,
  run: async (ctx, { params, body }) => {
    const id = ctx.newId("demandQuestion");
    await askQuestion(ctx, { ...body, id, demandId: (await readDemand(ctx, params.number)).id });
    return { id };
  },
});

export const answerQuestionEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/questions/{id}/answer",
  id: "answerDemandQuestion",
  summary: "Answer a public question of the own demand",
  auth: "key",
  params: demandNumber.extend({ id: idSchema("demandQuestion") }),
  body: answerQuestionInput.omit({ questionId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await answerQuestion(ctx, { ...body, questionId: params.id });
    return { done: true };
  },
});

export const inviteOrganisationEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/invitations",
  id: "inviteToDemand",
  summary: "Invite an organisation to answer, or a broker to help, with a reason",
  auth: "key",
  params: demandNumber,
  body: inviteInput.omit({ demandId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await inviteOrganisation(ctx, { ...body, demandId: (await readDemand(ctx, params.number)).id });
    return { done: true };
  },
});
