import { exchangeHead, exchangeJsonSchema, mostItems } from "@peony/domain/exchange";
import { exportHead, exportItems, importItems } from "@peony/features/exchange";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { requestNow } from "#server/now.ts";
import { limitOf } from "./cursor.ts";

const pageSize = 100;
const item = z.object({ type: z.enum(["listing", "demand"]), id: z.string() }).loose();
const cursor = z
  .string()
  .regex(/^[a-z]+_\w{26}$/)
  .optional()
  .meta({ description: "Id of the last item of the part before" });

export const exportExchangeEndpoint = endpoint({
  method: "get",
  path: "/exchange",
  id: "exportExchange",
  summary: "Listings or demands of your organisation in the open exchange format, part by part",
  auth: "key",
  query: z.strictObject({ type: z.enum(["listing", "demand"]), cursor, limit: limitOf(pageSize) }),
  answer: exchangeHead.extend({ items: z.array(item), next: z.string().nullable() }),
  run: async (ctx, { query: { type, cursor: after = "", limit } }) => {
    const items = await exportItems(ctx, { type, after, limit });
    return {
      ...(await exportHead(ctx, await requestNow())),
      items,
      next: items.length < limit ? null : items.at(-1)?.id,
    };
  },
});

const fields = z.record(z.string(), z.object({ code: z.string() }).loose());
export const importExchangeEndpoint = endpoint({
  method: "post",
  path: "/exchange",
  id: "importExchange",
  summary: "Take items of the open exchange format over as drafts; a repeat changes nothing",
  auth: "key",
  body: exchangeHead.extend({
    items: z
      .array(z.unknown())
      .max(mostItems)
      .meta({ description: "Items as the schema of the format says; a wrong one is refused alone" }),
  }),
  answer: z.object({
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    refused: z.array(z.object({ index: z.number().int(), id: z.string(), code: z.string(), fields })),
  }),
  run: (ctx, { body }) => importItems(ctx, body.source, body.items),
});

export const exchangeSchemaEndpoint = endpoint({
  method: "get",
  path: "/exchange/schema",
  id: "readExchangeSchema",
  summary: "JSON Schema of the open exchange format",
  auth: "public",
  answer: z.object({ $id: z.string(), title: z.string() }).loose(),
  run: async () => exchangeJsonSchema(),
});
