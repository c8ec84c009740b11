import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { AnyEndpoint } from "#server/endpoint.ts";
import { endpointFiles, endpoints } from "./all.ts";
import { openApi } from "./openapi.ts";

const app = join(import.meta.dirname, "../../app/api/v1");
const handlers = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((f) => /(^|\/)route\.ts$/.test(f));

type Place = { method: string; path: string; file: string; name: string };
/** What each handler passes on to: `export const { GET, … } = handlers(readDealEndpoint, saveDealEndpoint)`. */
const placesOf = (file: string): Place[] => {
  const text = readFileSync(join(app, file), "utf8");
  const from = /from "#features\/api\/([\w-]+)\.ts"/.exec(text)?.[1] ?? "";
  const names = /= handlers\(([\w,\s]+)\)/.exec(text)?.[1]?.match(/\w+/g) ?? [];
  return names.map((name) => ({
    method: (endpointFiles[from]?.[name] as AnyEndpoint | undefined)?.method ?? "none",
    path: `/${file
      .replace(/\/?route\.ts$/, "")
      .replaceAll("[", "{")
      .replaceAll("]", "}")}`,
    file,
    name,
  }));
};
const places = handlers.flatMap(placesOf);
const key = (e: { method: string; path: string }) => `${e.method} ${e.path}`;

/** As it goes out: the document must be plain JSON. */
type Json = { [name: string]: Json } & Json[] & string;
const document = JSON.parse(JSON.stringify(openApi(endpoints, "https://peony.example.org"))) as Json;
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

const refsOf = (node: unknown): string[] =>
  typeof node !== "object" || node === null
    ? []
    : Object.entries(node).flatMap(([name, v]) => (name === "$ref" && typeof v === "string" ? [v] : refsOf(v)));
const at = (pointer: string): unknown =>
  pointer
    .slice(2)
    .split("/")
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], document);

/** Properties of an operation's answer, past the reference to its shape. */
const answerOf = (operation: Json): Record<string, unknown> => {
  const schema = operation.responses?.["200"]?.content?.["application/json"]?.schema;
  const shape = schema?.$ref ? (at(schema.$ref) as Json) : schema;
  return shape?.properties ?? {};
};

describe("endpoints and handlers", () => {
  test("every operation has its handler at its address, and every handler its operation", () => {
    expect(places.map(key).sort()).toEqual(endpoints.map(key).sort());
  });

  test("a handler passes on to operations of its own address", () => {
    for (const { method, path, file, name } of places) {
      const from = /from "#features\/api\/([\w-]+)\.ts"/.exec(readFileSync(join(app, file), "utf8"))?.[1] ?? "";
      const found = endpointFiles[from]?.[name] as AnyEndpoint | undefined;
      expect([file, name, found?.method, found?.path]).toEqual([file, name, method, path]);
    }
  });

  test("no two operations share an id or an address", () => {
    expect(new Set(endpoints.map((e) => e.id)).size).toBe(endpoints.length);
    expect(new Set(endpoints.map(key)).size).toBe(endpoints.length);
  });

  test("one place of an address has one name, as the routing table asks", () => {
    const names = new Map<string, string>();
    for (const { path } of endpoints) {
      const parts = path.split("/");
      for (const [i, part] of parts.entries()) {
        const above = parts
          .slice(0, i)
          .join("/")
          .replaceAll(/\{\w+\}/g, "{}");
        if (!part.startsWith("{")) continue;
        expect([path, names.get(above) ?? part]).toEqual([path, part]);
        names.set(above, part);
      }
    }
  });

  test("what changes something asks for a key", () => {
    expect(endpoints.filter((e) => e.method !== "get" && e.auth !== "key")).toEqual([]);
  });
});

describe("the OpenAPI document", () => {
  test("is OpenAPI 3.1 under the public origin, with every operation once", () => {
    expect(document).toMatchObject({ openapi: "3.1.0", servers: [{ url: "https://peony.example.org" }] });
    expect(operations.map(({ path, method }) => `${method} ${path}`).sort()).toEqual(
      endpoints.map((e) => `${e.method} /api/v1${e.path}`).sort(),
    );
    expect(new Set(operations.map((o) => o.operation.operationId)).size).toBe(operations.length);
  });

  test("every reference leads somewhere", () => {
    const refs = refsOf(document);
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((ref) => at(ref) === undefined)).toEqual([]);
  });

  test("each operation says what it takes, what it answers, and how it refuses", () => {
    for (const { path, method, operation } of operations) {
      const parameters = (operation.parameters ?? []) as unknown as { in: string; name: string; required?: boolean }[];
      const named = parameters.filter((p) => p.in === "path").map((p) => p.name);
      expect([path, named]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])]);
      expect(parameters.filter((p) => p.in === "path").every((p) => p.required)).toBe(true);
      const idempotent = parameters.some((p) => p.in === "header" && p.name === "Idempotency-Key" && p.required);
      expect([path, method, idempotent]).toEqual([path, method, method === "post"]);
      const { default: refused, ...good } = operation.responses as unknown as Record<string, Json>;
      expect(Object.keys(refused?.content ?? {})).toEqual(["application/problem+json"]);
      expect(Object.keys(good).some((status) => /^20[01]$/.test(status))).toBe(true);
    }
  });

  test("each name means one thing, so that whoever types name=value reaches everything", () => {
    for (const { path, operation } of operations) {
      const parameters = (operation.parameters ?? []) as unknown as { in: string; name: string }[];
      const fields = Object.keys(operation.requestBody?.content?.["application/json"]?.schema?.properties ?? {});
      const names = [...parameters.filter((p) => p.in !== "header").map((p) => p.name), ...fields];
      expect([path, names.filter((name, i) => names.indexOf(name) !== i)]).toEqual([path, []]);
      const content = Object.keys(operation.requestBody?.content ?? {});
      expect([[], ["application/json"], ["application/octet-stream"]]).toContainEqual(content);
    }
  });

  test("lists have a cursor going in and coming out", () => {
    for (const { path, operation } of operations) {
      const answer = answerOf(operation);
      // a record of one thing may have items of its own
      if (!("items" in answer) || path.endsWith("}")) continue;
      const parameters = (operation.parameters ?? []) as unknown as { name: string }[];
      expect([path, parameters.some((p) => p.name === "cursor"), "next" in answer]).toEqual([path, true, true]);
    }
  });

  test("amounts are text, and nothing in a body or a query may be called otherwise than it is", () => {
    const amounts: unknown[] = [];
    const walk = (node: unknown, name = ""): void => {
      if (typeof node !== "object" || node === null) return;
      if (
        /^(amount|priceMin|priceMax|budgetMin|budgetMax|due|balance|minimumAnnual)$/.test(name) &&
        !Array.isArray(node)
      )
        amounts.push(node);
      for (const [k, v] of Object.entries(node)) walk(v, k);
    };
    walk(document);
    expect(amounts.length).toBeGreaterThan(8);
    expect(amounts.filter((a) => /"type":"(number|integer)"|"integer"/.test(JSON.stringify(a)))).toEqual([]);
    for (const { path, operation } of operations) {
      const body = operation.requestBody?.content?.["application/json"]?.schema;
      if (body) expect([path, body.additionalProperties ?? JSON.stringify(body)]).toEqual([path, false]);
    }
  });
});
