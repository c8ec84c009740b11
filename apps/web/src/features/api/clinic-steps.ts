import {
  answerInvitationInput,
  answerReadbackInput,
  assignReadbackInput,
  checkDemandInput,
  returnDemandInput,
  setQuestionAsideInput,
  stateConflictInput,
  stateFundingInput,
  writeReadbackInput,
} from "@peony/domain/demands";
import { idSchema } from "@peony/domain/shared";
import {
  answerInvitation,
  answerReadback,
  assignReadback,
  checkDemand,
  listClinicTasks,
  readDemand,
  readOwnInvitation,
  returnDemand,
  setQuestionAside,
  stateConflict,
  stateFunding,
  withdrawInvitation,
  writeReadback,
} from "@peony/features/demands";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { limitOf, ordinalCursor, pageOfAll, upTo } from "./cursor.ts";
import { demandNumber } from "./demands.ts";
import { done, instant, page, text } from "./shapes.ts";

const yes = { done: true } as const;
const round = demandNumber.extend({ id: idSchema("readback") });
const invitation = demandNumber.extend({ id: idSchema("demandInvitation") });

export const listClinicTasksEndpoint = endpoint({
  method: "get",
  path: "/clinic-tasks",
  id: "listClinicTasks",
  summary: "What the clinic asks of you: demands to check, to read back, to help with, or to answer",
  auth: "key",
  query: z.strictObject({ cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(z.object({ number: z.string(), title: text, kind: z.string(), task: z.string(), since: instant })),
  run: async (ctx, { query }) => {
    const { items, next } = pageOfAll(await listClinicTasks(ctx, upTo(query)), query);
    const wire = items.map(({ titleZh: zh, titleEn: en, ...t }) => ({ ...t, title: { zh, en } }));
    return { items: wire.map((t) => ({ ...t, since: t.since.toISOString() })), next };
  },
});

export const assignReadbackEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/readbacks",
  id: "assignReadback",
  summary: "Ask an expert to read a demand back, as the park or the operator",
  auth: "key",
  params: demandNumber,
  body: z.strictObject({ expert: assignReadbackInput.shape.expert }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await assignReadback(ctx, { ...body, demandId: (await readDemand(ctx, params.number)).id });
    return yes;
  },
});

export const stateConflictEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/readbacks/{id}/conflict",
  id: "stateReadbackConflict",
  summary: "State, as the expert asked, whether a conflict of interest stands against reading the demand",
  auth: "key",
  params: round,
  body: z.strictObject({ conflict: stateConflictInput.shape.conflict, note: stateConflictInput.shape.note }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await stateConflict(ctx, readWhole(stateConflictInput, { ...body, readbackId: params.id }));
    return yes;
  },
});

export const writeReadbackEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/readbacks/{id}/text",
  id: "writeReadback",
  summary: "Say the problem in your own words, as the expert asked",
  auth: "key",
  params: round,
  body: writeReadbackInput.omit({ readbackId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await writeReadback(ctx, { ...body, readbackId: params.id });
    return yes;
  },
});

export const answerReadbackEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/readbacks/{id}/answer",
  id: "answerReadback",
  summary: "Confirm the expert's words, or correct them",
  auth: "key",
  params: round,
  body: z.strictObject({ answer: answerReadbackInput.shape.answer, correction: answerReadbackInput.shape.correction }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await answerReadback(ctx, readWhole(answerReadbackInput, { ...body, readbackId: params.id }));
    return yes;
  },
});

export const stateFundingEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/funding",
  id: "stateFunding",
  summary: "State which other public money goes into the same work",
  auth: "key",
  params: demandNumber,
  body: stateFundingInput.omit({ demandId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await stateFunding(ctx, { ...body, demandId: (await readDemand(ctx, params.number)).id });
    return yes;
  },
});

const { result, note, deposit, depositBps } = checkDemandInput.shape;
export const checkDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/check",
  id: "checkDemand",
  summary: "Pass a challenge or refuse it, as the park or the operator",
  auth: "key",
  params: demandNumber,
  body: z.strictObject({ result, note, deposit, depositBps }),
  answer: done,
  run: async (ctx, { params, body }) => {
    const { id: demandId } = await readDemand(ctx, params.number);
    await checkDemand(ctx, readWhole(checkDemandInput, { ...body, demandId }));
    return yes;
  },
});

export const returnDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/return",
  id: "returnDemand",
  summary: "Give a demand back to its firm as a draft, as the park or the operator",
  auth: "key",
  params: demandNumber,
  body: returnDemandInput.omit({ id: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await returnDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return yes;
  },
});

export const readOwnInvitationEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/invitation",
  id: "readOwnInvitation",
  summary: "The invitation of your organisation to a demand, with the reason it was given",
  auth: "key",
  params: demandNumber,
  answer: z.object({
    invitation: z
      .object({
        id: z.string(),
        side: z.string(),
        reason: z.unknown(),
        answer: z.enum(["accepted", "declined"]).nullable(),
      })
      .nullable(),
  }),
  run: async (ctx, { params }) => ({ invitation: await readOwnInvitation(ctx, params.number) }),
});

export const answerInvitationEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/invitations/{id}/answer",
  id: "answerInvitation",
  summary: "Accept or decline an invitation of your organisation",
  auth: "key",
  params: invitation,
  body: answerInvitationInput.omit({ invitationId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await answerInvitation(ctx, { ...body, invitationId: params.id });
    return yes;
  },
});

export const withdrawInvitationEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/invitations/{id}/withdraw",
  id: "withdrawInvitation",
  summary: "Take an invitation back",
  auth: "key",
  params: invitation,
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await withdrawInvitation(ctx, { invitationId: params.id });
    return yes;
  },
});

export const setQuestionAsideEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/questions/{id}/aside",
  id: "setQuestionAside",
  summary: "Set a question aside that you will not answer in public; its asker reads why, and nobody else",
  auth: "key",
  params: demandNumber.extend({ id: idSchema("demandQuestion") }),
  body: setQuestionAsideInput.omit({ questionId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await setQuestionAside(ctx, { ...body, questionId: params.id });
    return yes;
  },
});
