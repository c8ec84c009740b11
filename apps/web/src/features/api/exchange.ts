import { exchangeHead, exchangeJsonSchema, mostItems } from "@peony/domain/exchange";
import { DomainError, type Locale } from "@peony/domain/shared";
import { exportHead, exportItems, importItems, type RefusedItem } from "@peony/features/exchange";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { requestNow } from "#server/now.ts";
import { refuseDomain } from "#server/refusal.ts";
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

const fields = z.record(z.string(), z.object({ code: z.string(), message: z.string() }));

/** What is wrong with an item in the caller's language, as a whole and at its fields. */
const inWords = (locale: Locale, { index, id, code, fields }: RefusedItem) => {
  const { message, errors } = refuseDomain(locale, new DomainError(code, id, { fields }));
  const said = Object.entries(fields).map(([place, f]) => [place, { code: f.code, message: errors[place] ?? message }]);
  return { index, id, code, message, fields: Object.fromEntries(said) };
};
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
    refused: z.array(
      z.object({ index: z.number().int(), id: z.string(), code: z.string(), message: z.string(), fields }),
    ),
  }),
  run: async (ctx, { body, locale }) => {
    const report = await importItems(ctx, body.source, body.items);
    return { ...report, refused: report.refused.map((item) => inWords(locale, item)) };
  },
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
