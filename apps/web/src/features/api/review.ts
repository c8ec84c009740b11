import {
  appointReviewerInput,
  criterionSchema,
  demandNumberSchema,
  reviewerRoles,
  reviewProposalInput,
  scales,
  setJudgingInput,
  stateConflictsInput,
} from "@peony/domain/proposals";
import { idSchema } from "@peony/domain/shared";
import {
  appointReviewer,
  dismissReviewer,
  listReviewDesk,
  readAward,
  readBoard,
  readJudging,
  readReviewDesk,
  reviewProposal,
  setJudging,
  stateConflicts,
} from "@peony/features/proposals";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { limitOf, ordinalCursor, pageOfAll, upTo } from "./cursor.ts";
import { demandNumber } from "./demands.ts";
import { proposalTexts, textsToWire } from "./proposal-shape.ts";
import { done, instant, owner, page, text } from "./shapes.ts";

const yes = { done: true } as const;
const demand = z.object({ demand: demandNumberSchema });
const name = z.object({ nameZh: z.string(), nameEn: z.string() });
const day = z.string().nullable();
const judgingShape = z.object({
  scale: z.literal(scales),
  criteria: z.array(criterionSchema),
  assessDays: z.number().int(),
  version: z.number().int().meta({ description: "0 where the usual criteria hold" }),
});

export const readJudgingEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/judging",
  id: "readJudging",
  summary: "By which criteria the proposals to a challenge are judged",
  auth: "public",
  params: demandNumber,
  answer: judgingShape,
  run: (ctx, { params }) => readJudging(ctx, params.number),
});

const { version, scale, criteria, assessDays } = setJudgingInput.shape;
export const setJudgingEndpoint = endpoint({
  method: "put",
  path: "/demands/{number}/judging",
  id: "setJudging",
  summary: "Fix the weighted criteria of your challenge; nothing changes them once its window has closed",
  auth: "key",
  params: demandNumber,
  body: z.strictObject({ version, scale, criteria, assessDays }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => setJudging(ctx, readWhole(setJudgingInput, { ...body, demand: params.number })),
});

export const listReviewersEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/reviewers",
  id: "listReviewers",
  summary: "Who judges your challenge, how far each is, and by when",
  auth: "key",
  params: demandNumber,
  answer: z.object({
    state: z.string(),
    assessDay: day,
    feedbackDay: day,
    reviewers: z.array(
      z.object({
        userId: z.string(),
        name: z.string(),
        role: z.enum(reviewerRoles),
        statedAt: instant,
        wanted: z.number().int().meta({ description: "Proposals to write about" }),
        done: z.number().int(),
        conflicts: z.number().int(),
        late: z.boolean(),
      }),
    ),
  }),
  run: async (ctx, { params }) => {
    const { team, ...board } = await readBoard(ctx, params.number);
    return {
      ...board,
      reviewers: team.map(({ due: wanted, ...m }) => ({ ...m, wanted, statedAt: m.statedAt?.toISOString() ?? null })),
    };
  },
});

export const appointReviewerEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/reviewers",
  id: "appointReviewer",
  summary: "Put somebody of your organisation, or an expert of a verified one, on the team that judges",
  auth: "key",
  params: demandNumber,
  body: appointReviewerInput.omit({ demand: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await appointReviewer(ctx, { ...body, demand: params.number });
    return yes;
  },
});

export const dismissReviewerEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/reviewers/{user}/dismiss",
  id: "dismissReviewer",
  summary: "Take somebody off the team; what they wrote counts no longer",
  auth: "key",
  params: demandNumber.extend({ user: idSchema("user") }),
  body: z.strictObject({}),
  answer: done,
  run: async (ctx, { params }) => {
    await dismissReviewer(ctx, { demand: params.number, userId: params.user });
    return yes;
  },
});

export const listReviewsEndpoint = endpoint({
  method: "get",
  path: "/reviews",
  id: "listReviews",
  summary: "Challenges that you judge, and how far you are",
  auth: "key",
  query: z.strictObject({ cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(
    z.object({
      number: z.string(),
      title: text,
      state: z.string(),
      role: z.enum(reviewerRoles),
      statedAt: instant,
      closesOn: day,
      open: z.number().int(),
      done: z.number().int(),
    }),
  ),
  run: async (ctx, { query }) => {
    const { items, next } = pageOfAll(await listReviewDesk(ctx, upTo(query)), query);
    const titled = items.map(({ titleZh: zh, titleEn: en, ...r }) => ({ ...r, title: { zh, en } }));
    return { items: titled.map((r) => ({ ...r, statedAt: r.statedAt?.toISOString() ?? null })), next };
  },
});

export const readReviewEndpoint = endpoint({
  method: "get",
  path: "/reviews/{demand}",
  id: "readReview",
  summary: "A challenge that you judge: who proposed, and after your statement the proposals with your own reviews",
  auth: "key",
  params: demand,
  answer: z.object({
    number: z.string(),
    title: text,
    state: z.string(),
    owner: name.nullable(),
    role: z.enum(reviewerRoles),
    statement: z.string(),
    statedAt: instant,
    tied: z.boolean().meta({ description: "You belong to an organisation that proposes" }),
    judging: judgingShape,
    due: day,
    late: z.boolean(),
    proposers: z.array(name.extend({ id: z.string() })),
    conflicts: z.array(z.string()),
    proposals: z.array(
      proposalTexts.extend({
        id: z.string(),
        state: z.string(),
        proposer: name,
        review: z
          .object({ points: z.array(z.number()), words: z.string(), version: z.number().int(), at: instant })
          .nullable(),
      }),
    ),
  }),
  run: async (ctx, { params }) => {
    const { titleZh: zh, titleEn: en, ...desk } = await readReviewDesk(ctx, params.demand);
    const proposals = desk.proposals.map(({ fields, review, ...p }) => ({
      ...textsToWire(fields),
      ...p,
      review: review && { ...review, at: review.at.toISOString() },
    }));
    return { ...desk, title: { zh, en }, statedAt: desk.statedAt?.toISOString() ?? null, proposals };
  },
});

export const stateConflictsEndpoint = endpoint({
  method: "post",
  path: "/reviews/{demand}/statement",
  id: "stateConflicts",
  summary: "State, as a reviewer, your conflicts of interest; before that no proposal is shown",
  auth: "key",
  params: demand,
  body: stateConflictsInput.omit({ demand: true }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await stateConflicts(ctx, { ...body, ...params });
    return yes;
  },
});

export const reviewProposalEndpoint = endpoint({
  method: "put",
  path: "/proposals/{id}/review",
  id: "reviewProposal",
  summary: "Give a proposal your points, in the order of the criteria, and your words",
  auth: "key",
  params: z.object({ id: idSchema("proposal") }),
  body: reviewProposalInput.omit({ proposalId: true }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => reviewProposal(ctx, { ...body, proposalId: params.id }),
});

export const readAwardEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}/award",
  id: "readAward",
  summary: "Who won a challenge and when; nothing of the proposal",
  auth: "public",
  params: demandNumber,
  answer: z.object({
    number: z.string(),
    title: text,
    owner: owner.nullable(),
    winner: owner,
    at: instant,
    note: z.string(),
  }),
  run: async (ctx, { params }) => {
    const { titleZh: zh, titleEn: en, at, ...award } = await readAward(ctx, params.number);
    return { ...award, title: { zh, en }, at: at.toISOString() };
  },
});
