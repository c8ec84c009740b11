import {
  assessDisclosureInput,
  createDisclosureInput,
  listDisclosureInput,
  moveDisclosureInput,
} from "@peony/domain/disclosures";
import { idSchema } from "@peony/domain/shared";
import {
  assessDisclosure,
  createDisclosure,
  listDisclosure,
  listResults,
  type Result,
  submitDisclosure,
} from "@peony/features/disclosures";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { limitOf, ordinalCursor, pageOfAll } from "./cursor.ts";
import { done, instant, made, page, text } from "./shapes.ts";

const own = z.object({ id: idSchema("disclosure") });
const { version } = moveDisclosureInput.shape;

export const resultShape = z.object({
  id: z.string(),
  disclosureId: z.string().nullable(),
  listingId: z.string().nullable(),
  title: text,
  stage: z.string(),
  ownTurn: z.boolean().meta({ description: "The reader has the step" }),
  since: instant,
  days: z.number().int().meta({ description: "Whole days since then" }),
  dueAt: instant,
  late: z.boolean(),
});

export const resultToWire = (r: Result) => ({
  ...r,
  since: r.since?.toISOString() ?? null,
  dueAt: r.dueAt?.toISOString() ?? null,
});

export const listResultsEndpoint = endpoint({
  method: "get",
  path: "/results",
  id: "listResults",
  summary: "Your results as an inventor; for officers with `whole`, those of the unit",
  auth: "key",
  query: z.strictObject({ whole: z.stringbool().default(false), cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(resultShape),
  run: async (ctx, { query: { whole, ...asked } }) => {
    const { items, next } = pageOfAll(await listResults(ctx, { whole }), asked);
    return { items: items.map(resultToWire), next };
  },
});

const { id: _id, ...fields } = createDisclosureInput.shape;
export const createDisclosureEndpoint = endpoint({
  method: "post",
  path: "/disclosures",
  id: "createDisclosure",
  summary: "Tell the office of a result: a draft that only its inventors read",
  auth: "key",
  status: 201,
  body: z.strictObject(fields),
  answer: made,
  run: (ctx, { body }) =>
    createDisclosure(ctx, readWhole(createDisclosureInput, { ...body, id: ctx.newId("disclosure") })),
});

export const submitDisclosureEndpoint = endpoint({
  method: "post",
  path: "/disclosures/{id}/submit",
  id: "submitDisclosure",
  summary: "Hand a disclosure in",
  auth: "key",
  params: own,
  body: z.strictObject({ version }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await submitDisclosure(ctx, { ...body, id: params.id });
    return { done: true };
  },
});

export const assessDisclosureEndpoint = endpoint({
  method: "post",
  path: "/disclosures/{id}/assess",
  id: "assessDisclosure",
  summary: "Decide how a disclosed result is protected, or give it back with a reason",
  auth: "key",
  params: own,
  body: z.strictObject({
    version,
    decision: assessDisclosureInput.shape.decision,
    note: assessDisclosureInput.shape.note,
  }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await assessDisclosure(ctx, readWhole(assessDisclosureInput, { ...body, id: params.id }));
    return { done: true };
  },
});

export const listDisclosureEndpoint = endpoint({
  method: "post",
  path: "/disclosures/{id}/list",
  id: "listDisclosure",
  summary: "Make a listing draft of a disclosure, without typing it again",
  auth: "key",
  params: own,
  body: z.strictObject({ version, assetKind: listDisclosureInput.shape.assetKind }),
  answer: z.object({ listingId: z.string() }),
  run: (ctx, { params, body }) => listDisclosure(ctx, { ...body, id: params.id, listingId: ctx.newId("listing") }),
});
