import { adjustDemandInput, browseDemandsInput, demandFields, saveDemandInput } from "@peony/domain/demands";
import { idSchema } from "@peony/domain/shared";
import {
  adjustDemand,
  browseDemands,
  closeDemand,
  createDemand,
  listOwnDemands,
  publishDemand,
  readDemand,
  saveDemand,
} from "@peony/features/demands";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { cursorOf, cursorTime, limitOf, ordinalCursor, pageOfAll } from "./cursor.ts";
import { counted, demandShape, done, instant, page, text } from "./shapes.ts";
import { demandToWire } from "./wire.ts";

export const demandNumber = z.object({ number: z.string().regex(/^DN-\d{4}-\d{6}$/) });
const version = { version: saveDemandInput.shape.version };
const move = z.strictObject(version);

export const browseDemandsEndpoint = endpoint({
  method: "get",
  path: "/demands",
  id: "browseDemands",
  summary: "Open demands, newest first",
  auth: "public",
  searches: true,
  query: browseDemandsInput.extend({ cursor: cursorOf(z.tuple([cursorTime, idSchema("demand")])) }),
  answer: counted(demandShape),
  run: async (ctx, { query }) => {
    const found = await browseDemands(ctx, query);
    return { items: found.rows.map(demandToWire), total: found.total, next: found.next };
  },
});

export const readDemandEndpoint = endpoint({
  method: "get",
  path: "/demands/{number}",
  id: "readDemand",
  summary: "Read a demand",
  auth: "public",
  params: demandNumber,
  answer: demandShape,
  run: async (ctx, { params }) => demandToWire(await readDemand(ctx, params.number)),
});

export const listOwnDemandsEndpoint = endpoint({
  method: "get",
  path: "/own-demands",
  id: "listOwnDemands",
  summary: "Demands of your organisation, drafts too, last touched first",
  auth: "key",
  query: z.strictObject({ cursor: ordinalCursor, limit: limitOf(50) }),
  answer: page(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      state: z.string(),
      version: z.number().int(),
      title: text,
      updatedAt: instant,
    }),
  ),
  run: async (ctx, { query }) => {
    const { items, next } = pageOfAll(await listOwnDemands(ctx), query);
    const titled = items.map(({ titleZh: zh, titleEn: en, ...d }) => ({ ...d, title: { zh, en } }));
    return { items: titled.map((d) => ({ ...d, updatedAt: d.updatedAt.toISOString() })), next };
  },
});

export const createDemandEndpoint = endpoint({
  method: "post",
  path: "/demands",
  id: "createDemand",
  summary: "Create a draft demand",
  auth: "key",
  status: 201,
  body: z.strictObject(demandFields),
  answer: z.object({ id: z.string(), number: z.string() }),
  run: (ctx, { body }) => createDemand(ctx, { ...body, id: ctx.newId("demand") }),
});

export const saveDemandEndpoint = endpoint({
  method: "put",
  path: "/demands/{number}",
  id: "saveDemand",
  summary: "Save a demand",
  auth: "key",
  params: demandNumber,
  body: z.strictObject({ ...demandFields, ...version }),
  answer: z.object({ version: z.number() }),
  run: async (ctx, { params, body }) => saveDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id }),
});

export const publishDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/publish",
  id: "publishDemand",
  summary: "Publish a demand; a draft that an expert or the park must look at first goes to the clinic",
  auth: "key",
  params: demandNumber,
  body: move,
  answer: done.extend({ state: z.string().meta({ description: "published or clinic" }) }),
  run: async (ctx, { params, body }) => {
    const { state } = await publishDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return { done: true, state };
  },
});

export const closeDemandEndpoint = endpoint({
  method: "post",
  path: "/demands/{number}/close",
  id: "closeDemand",
  summary: "Take no more answers",
  auth: "key",
  params: demandNumber,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await closeDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id });
    return { done: true };
  },
});

export const adjustDemandEndpoint = endpoint({
  method: "put",
  path: "/demands/{number}/adjustment",
  id: "adjustDemand",
  summary: "Give a published demand more time or more readers; nothing else of it changes any more",
  auth: "key",
  params: demandNumber,
  body: adjustDemandInput.omit({ id: true }),
  answer: z.object({ version: z.number().int() }),
  run: async (ctx, { params, body }) => adjustDemand(ctx, { ...body, id: (await readDemand(ctx, params.number)).id }),
});
