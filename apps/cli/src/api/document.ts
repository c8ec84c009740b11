import { z } from "zod";

const parameterSchema = z.object({
  in: z.enum(["path", "query", "header", "cookie"]),
  name: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: z.unknown(),
});
const contentSchema = z.record(z.string(), z.object({ schema: z.unknown() }));
const operationSchema = z.object({
  operationId: z.string(),
  summary: z.string().default(""),
  security: z.array(z.unknown()).default([]),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(z.string(), z.object({ content: contentSchema.optional() })).default({}),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

export type Parameter = z.output<typeof parameterSchema>;
/** One operation as its document tells of it: how it is reached and what it takes. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly needsKey: boolean;
  readonly parameters: readonly Parameter[];
  /** What is sent besides the parameters: fields as JSON, a file as it is, or nothing. */
  readonly sends: "json" | "file" | "nothing";
  readonly body: unknown;
  readonly answer: unknown;
};

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

/** A schema with its references put in place; one that leads back into itself stays a reference. */
const inPlace = (root: unknown, schema: unknown, within: readonly string[] = []): unknown => {
  if (Array.isArray(schema)) return schema.map((one) => inPlace(root, one, within));
  if (!isNode(schema)) return schema;
  const { $ref: ref } = schema;
  if (typeof ref !== "string")
    return Object.fromEntries(Object.entries(schema).map(([name, v]) => [name, inPlace(root, v, within)]));
  if (within.includes(ref)) return schema;
  const found = ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>((at, part) => (isNode(at) ? at[part] : undefined), root);
  return inPlace(root, found, [...within, ref]);
};

/** Every operation of an OpenAPI document, by id. @throws ZodError where the document is none */
export const operationsOf = (document: unknown): Operation[] => {
  const { paths } = documentSchema.parse(document);
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, o]): Operation => {
        const content = o.requestBody?.content ?? {};
        const json = content["application/json"];
        const good = Object.entries(o.responses).find(([status]) => status.startsWith("2"))?.[1];
        return {
          id: o.operationId,
          method: method.toUpperCase(),
          path,
          summary: o.summary,
          needsKey: o.security.length > 0,
          parameters: o.parameters,
          sends: json ? "json" : Object.keys(content).length > 0 ? "file" : "nothing",
          // put together when looked at: one operation of many is called
          get body() {
            return inPlace(document, json?.schema);
          },
          get answer() {
            return inPlace(document, Object.values(good?.content ?? {})[0]?.schema);
          },
        };
      }),
    )
    .sort((a, b) => a.id.localeCompare(b.id, "en"));
};
