import {
  createDisclosureInput,
  defaultStepDays,
  disclosureStates,
  explainDelayInput,
  moveDisclosureInput,
  protectDisclosureInput,
  saveDisclosureInput,
  saveStepDaysInput,
  stateRelationInput,
} from "@peony/domain/disclosures";
import { idSchema } from "@peony/domain/shared";
import {
  explainDelay,
  protectDisclosure,
  type ResultDetail,
  readResult,
  readStepDays,
  saveDisclosure,
  saveStepDays,
  stateRelation,
} from "@peony/features/disclosures";
import { z } from "zod";
import { readWhole } from "#server/api-input.ts";
import { endpoint } from "#server/endpoint.ts";
import { resultShape, resultToWire } from "./disclosures.ts";
import { done, instant, text } from "./shapes.ts";

const own = z.object({ id: idSchema("disclosure") });
const result = z.object({ id: z.union([idSchema("disclosure"), idSchema("listing")]) });
const { version } = moveDisclosureInput.shape;
const { id: _id, ...fields } = createDisclosureInput.shape;

export const saveDisclosureEndpoint = endpoint({
  method: "put",
  path: "/disclosures/{id}",
  id: "saveDisclosure",
  summary: "Save a disclosure that is still the author's to write",
  auth: "key",
  params: own,
  body: z.strictObject({ ...fields, version }),
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { params, body }) => saveDisclosure(ctx, readWhole(saveDisclosureInput, { ...body, ...params })),
});

export const protectDisclosureEndpoint = endpoint({
  method: "post",
  path: "/disclosures/{id}/protect",
  id: "protectDisclosure",
  summary: "Say that a disclosed result is protected: filed, or put under secrecy",
  auth: "key",
  params: own,
  body: z.strictObject({ version, note: protectDisclosureInput.shape.note }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await protectDisclosure(ctx, { ...body, ...params });
    return { done: true };
  },
});

export const explainDelayEndpoint = endpoint({
  method: "post",
  path: "/disclosures/{id}/delay",
  id: "explainDelay",
  summary: "Tell the inventors why a step is late and until when it will be done",
  auth: "key",
  params: own,
  body: z.strictObject({
    version,
    reason: explainDelayInput.shape.reason,
    dueOn: explainDelayInput.shape.dueOn,
  }),
  answer: done,
  run: async (ctx, { params, body }) => {
    await explainDelay(ctx, { ...body, ...params });
    return { done: true };
  },
});

const day = z.string().nullable();
const detailShape = z.object({
  result: resultShape,
  disclosure: z
    .object({
      id: z.string(),
      state: z.enum(disclosureStates),
      version: z.number().int(),
      language: z.string(),
      field: z.string(),
      title: z.string(),
      novelty: z.string(),
      problem: z.string(),
      publicity: z.string(),
      publicOn: day,
      publicWhere: z.string(),
      funding: z.string(),
      projectNo: z.string(),
      helpers: z.string(),
      bestUses: z.array(z.string()),
      firmsKnown: z.array(z.string()),
      inventors: z.array(z.object({ name: text, sharePct: z.number(), email: z.string().nullable() })),
    })
    .nullable(),
  asked: z.array(z.object({ id: z.string(), name: text, sharePct: z.number(), state: z.string(), own: z.boolean() })),
  deals: z.array(
    z.object({
      dealId: z.string(),
      number: z.string(),
      noticeHash: z.string(),
      signedAt: instant,
      mayState: z.boolean().meta({ description: "You are one of its inventors and may state a tie to the buyer" }),
      said: z.array(
        z.object({ name: text, related: z.boolean(), relation: z.string(), own: z.boolean(), current: z.boolean() }),
      ),
    }),
  ),
});

const detailToWire = ({ result, disclosure, asked, deals }: ResultDetail) => ({
  result: resultToWire(result),
  disclosure,
  asked,
  deals: deals.map((d) => ({ ...d, signedAt: d.signedAt?.toISOString() ?? null })),
});

export const readResultEndpoint = endpoint({
  method: "get",
  path: "/results/{id}",
  id: "readResult",
  summary: "One result by its disclosure or listing: where it stands, who is named, and the deals on it",
  auth: "key",
  params: result,
  answer: detailShape,
  run: async (ctx, { params }) => detailToWire(await readResult(ctx, params.id)),
});

const { dealId, noticeHash, related, relation, agree } = stateRelationInput.shape;
export const stateRelationEndpoint = endpoint({
  method: "post",
  path: "/results/{id}/relation",
  id: "stateRelation",
  summary: "State, as an inventor, whether you have a tie to the buyer",
  auth: "key",
  params: result,
  body: z.strictObject({ dealId, noticeHash, related, relation, agree }),
  answer: done,
  run: async (ctx, { body }) => {
    await stateRelation(ctx, readWhole(stateRelationInput, body));
    return { done: true };
  },
});

const days = z.object({
  disclosed: z.number().int(),
  assessed: z.number().int(),
  protected: z.number().int(),
});

export const readStepDaysEndpoint = endpoint({
  method: "get",
  path: "/step-days",
  id: "readStepDays",
  summary: "Working days that your unit has for each step with a disclosure",
  auth: "key",
  answer: z.object({
    version: z.number().int().meta({ description: "0 where the usual days hold" }),
    days: days.meta({ example: defaultStepDays }),
    set: z.object({ by: z.string().nullable(), at: instant }).nullable(),
  }),
  run: async (ctx) => {
    const { set, ...rest } = await readStepDays(ctx);
    return { ...rest, set: set && { ...set, at: set.at.toISOString() } };
  },
});

export const saveStepDaysEndpoint = endpoint({
  method: "put",
  path: "/step-days",
  id: "saveStepDays",
  summary: "Set your unit's working days; steps that begin from then on have them",
  auth: "key",
  body: saveStepDaysInput,
  answer: z.object({ version: z.number().int() }),
  run: (ctx, { body }) => saveStepDays(ctx, body),
});
