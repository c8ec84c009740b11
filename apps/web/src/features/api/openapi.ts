import { z } from "zod";
import { createDocument, type ZodOpenApiPathsObject } from "zod-openapi";
import type { AnyEndpoint } from "#server/endpoint.ts";

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    errors: z.record(z.string(), z.string()).optional(),
    changed: z.array(z.string()).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document; `errors` names fields" });
const refused = { description: "Refused", content: { "application/problem+json": { schema: problem } } };
const idempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: "Required. The same key and content give the same answer and one effect, for 24 hours." });

const sent = z.file().meta({
  description: "The bytes of the file, or a form with it",
  override: { type: "string", format: "binary" },
});

const contentOf = (e: AnyEndpoint) =>
  e.takesFile
    ? { requestBody: { required: true, content: { "application/octet-stream": { schema: sent } } } }
    : e.body
      ? { requestBody: { content: { "application/json": { schema: e.body } } } }
      : {};

const operation = (e: AnyEndpoint) => ({
  operationId: e.id,
  summary: e.summary,
  security: e.auth === "key" ? [{ key: [] }] : [],
  requestParams: {
    ...(e.params ? { path: e.params as z.ZodObject } : {}),
    ...(e.query ? { query: e.query as z.ZodObject } : {}),
    ...(e.method === "post" ? { header: z.object({ "Idempotency-Key": idempotencyKey }) } : {}),
  },
  ...contentOf(e),
  responses: {
    [`${e.status ?? 200}`]: {
      description: e.summary,
      content: { [e.givesFile ?? "application/json"]: { schema: e.answer } },
    },
    default: refused,
  },
});

/** The OpenAPI 3.1 document of the given endpoints, made from the schemas that parse their requests and cut their answers. */
export const openApi = (endpoints: readonly AnyEndpoint[], server: string) => {
  const paths: ZodOpenApiPathsObject = {};
  for (const e of endpoints) paths[`/api/v1${e.path}`] = { ...paths[`/api/v1${e.path}`], [e.method]: operation(e) };
  return createDocument(
    {
      openapi: "3.1.0",
      info: {
        title: "Peony API",
        version: "1.0.0",
        description:
          "Amounts are decimal strings of minor units. Writes need a bearer API key and, for POST, an Idempotency-Key.",
      },
      servers: [{ url: server }],
      components: {
        securitySchemes: { key: { type: "http", scheme: "bearer", description: "API key from the settings page" } },
      },
      paths,
    },
    { allowEmptySchema: { unknown: true } },
  );
};
