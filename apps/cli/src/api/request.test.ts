import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CalledWrongly } from "../command.ts";
import { type Operation, operationsOf } from "./document.ts";
import { requestOf } from "./request.ts";

const schema = {
  type: "object",
  properties: {
    version: { type: "integer" },
    title: { $ref: "#/components/schemas/Text" },
    share: { anyOf: [{ type: "number" }, { type: "null" }] },
    agree: { type: "boolean" },
    rights: { type: "array", items: { type: "string" } },
    points: { type: "array", items: { type: "object", properties: { given: { type: "integer" } } } },
    amount: {
      anyOf: [
        { type: "string", pattern: "^\\d+$" },
        { type: "string", const: "" },
      ],
    },
    mapping: { type: "object", additionalProperties: { type: "string" } },
  },
};
const path = (name: string) => ({ in: "path", name, required: true, schema: { type: "string" } });
const query = (name: string) => ({ in: "query", name, schema: {} });
const operation = (over: object) => ({ operationId: "x", responses: {}, ...over });
const document = {
  openapi: "3.1.0",
  components: {
    schemas: {
      Text: { type: "object", properties: { zh: { type: "string" }, en: { type: "string" } } },
      Tree: { type: "object", properties: { branch: { $ref: "#/components/schemas/Tree" } } },
    },
  },
  paths: {
    "/api/v1/things/{id}": {
      put: operation({
        operationId: "saveThing",
        security: [{ key: [] }],
        parameters: [path("id")],
        requestBody: { content: { "application/json": { schema } } },
      }),
      get: operation({
        operationId: "readThing",
        parameters: [path("id")],
        responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Tree" } } } } },
      }),
    },
    "/api/v1/things": {
      get: operation({ operationId: "listThings", parameters: [query("q"), query("rights"), query("cursor")] }),
      post: operation({
        operationId: "sendThing",
        parameters: [query("name")],
        requestBody: { content: { "application/octet-stream": { schema: {} } } },
      }),
    },
  },
};
const operations = operationsOf(document);
const of = (id: string): Operation => operations.find((o) => o.id === id) as Operation;
const bodyOf = (...fields: string[]): unknown =>
  JSON.parse(String(requestOf(of("saveThing"), { fields: ["id=1", ...fields] }).body));

describe("operationsOf", () => {
  test("tells of each operation by id, with its schemas in place", () => {
    expect(operations.map((o) => [o.id, o.method, o.sends, o.needsKey])).toEqual([
      ["listThings", "GET", "nothing", false],
      ["readThing", "GET", "nothing", false],
      ["saveThing", "PUT", "json", true],
      ["sendThing", "POST", "file", false],
    ]);
    expect(of("saveThing").body).toMatchObject({ properties: { title: { properties: { zh: { type: "string" } } } } });
    expect(of("readThing").answer).toEqual({
      type: "object",
      properties: { branch: { $ref: "#/components/schemas/Tree" } },
    });
  });
});

describe("requestOf", () => {
  test("puts each name where the document has it", () => {
    expect(requestOf(of("listThings"), { fields: ["q=轴承 a&b", "rights=sole", "rights=ordinary"] })).toEqual({
      method: "GET",
      target: "/api/v1/things?q=%E8%BD%B4%E6%89%BF+a%26b&rights=sole&rights=ordinary",
    });
    expect(requestOf(of("readThing"), { fields: ["id=a/b"] }).target).toBe("/api/v1/things/a%2Fb");
  });

  test("makes of a text what its field wants", () => {
    expect(bodyOf("version=3", "title.zh=2024", "share=12.5", "agree=true", "amount=120", "mapping.a=7")).toEqual({
      ...{ version: 3, title: { zh: "2024" }, share: 12.5, agree: true, amount: "120", mapping: { a: "7" } },
    });
    expect(bodyOf("share=null", 'rights=["sole"]', "points.0.given=4", "points.1.given=5")).toEqual({
      ...{ share: null, rights: ["sole"], points: [{ given: 4 }, { given: 5 }] },
    });
    expect(bodyOf('title:={"en": "x=y"}', "version=many", "unknown=1")).toEqual({
      ...{ title: { en: "x=y" }, version: "many", unknown: "1" },
    });
  });

  test("lays fields over the body of a file", () => {
    const body = { version: 1, title: { zh: "一", en: "one" }, rights: ["sole", "ordinary"] };
    const asked = requestOf(of("saveThing"), { fields: ["id=1", "version=2", "title.en=two", "rights.1=x"], body });
    expect(JSON.parse(String(asked.body))).toEqual({
      version: 2,
      title: { zh: "一", en: "two" },
      rights: ["sole", "x"],
    });
    expect(body.version).toBe(1);
  });

  test("sends a file as it is, under its own name or another", () => {
    const file = { name: "表.csv", bytes: Uint8Array.from([1, 2]) };
    const asked = requestOf(of("sendThing"), { fields: [], file });
    expect(asked).toMatchObject({
      target: "/api/v1/things?name=%E8%A1%A8.csv",
      contentType: "application/octet-stream",
    });
    expect(requestOf(of("sendThing"), { fields: ["name=b.csv"], file }).target).toBe("/api/v1/things?name=b.csv");
  });

  test.each([
    ["readThing", []],
    ["readThing", ["id="]],
    ["readThing", ["id=1", "other=2"]],
    ["saveThing", ["id=1", "no value"]],
    ["saveThing", ["id=1", "rights=sole"]],
    ["saveThing", ["id=1", "rights.3=sole"]],
    ["saveThing", ["id=1", "title:={"]],
    ["sendThing", []],
  ])("refuses %s %j before anything is sent", (id, fields) => {
    expect(() => requestOf(of(id), { fields })).toThrow(CalledWrongly);
  });

  test("any text comes through to its field as it was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(bodyOf(`title.zh=${text}`)).toEqual({ title: { zh: text } });
        const { target } = requestOf(of("listThings"), { fields: [`q=${text}`] });
        expect(new URL(target, "http://x").searchParams.get("q")).toBe(text.toWellFormed());
      }),
    );
  });
});
