import {
  awardProposalInput,
  createProposalInput,
  demandNumberSchema,
  giveFeedbackInput,
  moveProposalInput,
  proposalFields,
  saveProposalInput,
  screenProposalInput,
  showExact,
  showSpread,
  stepReviewInput,
  unlistProposalInput,
} from "@peony/domain/proposals";
import { idSchema } from "@peony/domain/shared";
import {
  awardProposal,
  type Board,
  chooseFinalist,
  createProposal,
  giveFeedback,
  listOwnProposals,
  type ProposalView,
  readBoard,
  readOwnProposal,
  readProposal,
  saveProposal,
  screenProposal,
  stepReview,
  submitProposal,
  unlistFinalist,
  withdrawProposal,
} from "@peony/features/proposals";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { limitOf, ordinalCursor, pageOfAll, upTo } from "./cursor.ts";
import { proposalTexts, textsToWire } from "./proposal-shape.ts";
import { dealNumber, done, instant, page } from "./shapes.ts";

const at = z.object({ id: idSchema("proposal") });
const version = z.strictObject({ version: moveProposalInput.shape.version });

const proposalShape = proposalTexts
  .extend({
    id: z.string(),
    demand: z.string().meta({ example: "DN-2026-000007" }),
    state: z.string(),
    version: z.number().int(),
    submittedAt: instant,
    updatedAt: instant,
  })
  .meta({ id: "Proposal" });

const receivedShape = proposalShape
  .omit({ demand: true, version: true, updatedAt: true })
  .extend({
    proposer: z.object({ nameZh: z.string(), nameEn: z.string() }),
    unasked: z.boolean().meta({ description: "Its proposer is of a kind the demand did not ask for" }),
    reason: z.string().nullable(),
    feedbackAt: instant,
    score: z.string().nullable().meta({ description: "Mean of the weighted points, rounded", example: "66.67" }),
    scored: z.number().int().meta({ description: "How many reviewers gave points" }),
    spread: z.string().meta({ description: "Highest less lowest weighted points" }),
    rank: z.number().int().nullable().meta({ description: "Equal scores share a rank" }),
  })
  .meta({ id: "ReceivedProposal" });

type Own = Pick<ProposalView, "id" | "state" | "version" | "fields" | "submittedAt" | "updatedAt"> & {
  readonly demand: { readonly number: string };
};
const proposalToWire = (p: Own) => ({
  ...textsToWire(p.fields),
  id: p.id,
  demand: p.demand.number,
  state: p.state,
  version: p.version,
  submittedAt: p.submittedAt?.toISOString() ?? null,
  updatedAt: p.updatedAt.toISOString(),
});

const receivedToWire = (r: Board["rows"][number]) => ({
  ...textsToWire(r.fields),
  id: r.id,
  state: r.state,
  proposer: r.proposer,
  unasked: r.unasked,
  reason: r.reason,
  submittedAt: r.submittedAt?.toISOString() ?? null,
  feedbackAt: r.feedbackAt?.toISOString() ?? null,
  score: r.standing?.mean ? showExact(r.standing.mean) : null,
  scored: r.standing?.count ?? 0,
  spread: showSpread(r.standing?.spread ?? 0n),
  rank: r.standing?.rank ?? null,
});

const ownShape = proposalShape
  .extend({
    open: z.boolean().meta({ description: "The window still takes proposals" }),
    gaps: z.array(z.object({ field: z.string(), code: z.string() }).loose()),
    reason: z.string().nullable(),
    feedback: z.string(),
    feedbackAt: instant,
    dealNumber: z.string().nullable(),
  })
  .meta({ id: "OwnProposal" });

export const readOwnProposalEndpoint = endpoint({
  method: "get",
  path: "/proposals/{id}/own",
  id: "readOwnProposal",
  summary: "Your proposal with what is still missing, and at the end the answer and the deal",
  auth: "key",
  params: at,
  answer: ownShape,
  run: async (ctx, { params }) => {
    const own = await readOwnProposal(ctx, params.id);
    const { open, gaps, reason, feedback, dealNumber: number } = own;
    const feedbackAt = own.feedbackAt?.toISOString() ?? null;
    return { ...proposalToWire(own), open, gaps, reason, feedback, feedbackAt, dealNumber: number };
  },
});

export const listOwnProposalsEndpoint = endpoint({
  method: "get",
  path: "/proposals",
  id: "listOwnProposals",
  summary: "Proposals of your organisation, last touched first",
  auth: "key",
  query: z.strictObject({ cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(proposalShape),
  run: async (ctx, { query }) => pageOfAll((await listOwnProposals(ctx, upTo(query))).map(proposalToWire), query),
});

export const createProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals",
  id: "createProposal",
  summary: "Start a draft to a challenge, empty or from an earlier proposal",
  auth: "key",
  status: 201,
  body: createProposalInput.omit({ id: true }),
  answer: z.object({ id: z.string() }),
  run: (ctx, { body }) => createProposal(ctx, { ...body, id: ctx.newId("proposal") }),
});

export const readProposalEndpoint = endpoint({
  method: "get",
  path: "/proposals/{id}",
  id: "readProposal",
  summary: "Read a proposal: your own, or after the window has closed one you judge",
  auth: "key",
  params: at,
  answer: proposalShape,
  run: async (ctx, { params }) => proposalToWire(await readProposal(ctx, params.id)),
});

export const saveProposalEndpoint = endpoint({
  method: "put",
  path: "/proposals/{id}",
  id: "saveProposal",
  summary: "Save a proposal",
  auth: "key",
  params: at,
  body: z.strictObject({ ...proposalFields, version: saveProposalInput.shape.version }),
  answer: z.object({ version: z.number() }),
  run: (ctx, { params, body }) => saveProposal(ctx, { ...body, id: params.id }),
});

export const submitProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/submit",
  id: "submitProposal",
  summary: "Submit a proposal; until the window closes nobody else reads it",
  auth: "key",
  params: at,
  body: version,
  answer: done,
  run: async (ctx, { params, body }) => {
    await submitProposal(ctx, { id: params.id, version: body.version });
    return { done: true };
  },
});

export const withdrawProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/withdraw",
  id: "withdrawProposal",
  summary: "Withdraw a proposal",
  auth: "key",
  params: at,
  body: version,
  answer: done,
  run: async (ctx, { params, body }) => {
    await withdrawProposal(ctx, { id: params.id, version: body.version });
    return { done: true };
  },
});

export const listReceivedProposalsEndpoint = endpoint({
  method: "get",
  path: "/proposals/received",
  id: "listReceivedProposals",
  summary: "Proposals to your challenge after its window has closed, with their standing",
  auth: "key",
  query: z.strictObject({ demand: demandNumberSchema, cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(receivedShape),
  run: async (ctx, { query }) => pageOfAll((await readBoard(ctx, query.demand)).rows.map(receivedToWire), query),
});

export const stepReviewEndpoint = endpoint({
  method: "post",
  path: "/proposals/steps",
  id: "stepReview",
  summary: "Take your challenge to its next stage",
  auth: "key",
  body: stepReviewInput,
  answer: done,
  run: async (ctx, { body }) => {
    await stepReview(ctx, body);
    return { done: true };
  },
});

export const screenProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/screen",
  id: "screenProposal",
  summary: "Pass a proposal to the assessment, or end it with a reason",
  auth: "key",
  params: at,
  body: screenProposalInput.omit({ proposalId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await screenProposal(ctx, { ...body, proposalId: params.id });
    return { done: true };
  },
});

export const shortlistProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/shortlist",
  id: "shortlistProposal",
  summary: "Put a proposal among the finalists",
  auth: "key",
  params: at,
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await chooseFinalist(ctx, { proposalId: params.id });
    return { done: true };
  },
});

export const unlistProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/unlist",
  id: "unlistProposal",
  summary: "Take a finalist back among the assessed, until the stage moves",
  auth: "key",
  params: at,
  body: unlistProposalInput.omit({ proposalId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await unlistFinalist(ctx, { ...body, proposalId: params.id });
    return { done: true };
  },
});

export const answerProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/feedback",
  id: "answerProposal",
  summary: "Tell a proposer how its proposal was seen",
  auth: "key",
  params: at,
  body: giveFeedbackInput.omit({ proposalId: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await giveFeedback(ctx, { ...body, proposalId: params.id });
    return { done: true };
  },
});

export const awardProposalEndpoint = endpoint({
  method: "post",
  path: "/proposals/{id}/award",
  id: "awardProposal",
  summary: "Award a finalist; a deal opens with its terms",
  auth: "key",
  params: at,
  body: awardProposalInput.omit({ proposalId: true, dealId: true }),
  answer: z.object({ number: dealNumber }),
  run: (ctx, { params, body }) => awardProposal(ctx, { ...body, proposalId: params.id, dealId: ctx.newId("deal") }),
});
