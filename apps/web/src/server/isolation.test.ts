import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { isolationMatrix } from "./isolation-matrix.ts";
import { actorKinds } from "./isolation-rows.ts";

const source = join(import.meta.dirname, "..");
const files = (folder: string): string[] =>
  readdirSync(join(source, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)));
const textOf = (file: string): string => readFileSync(join(source, file), "utf8");

/** The address of a page or handler: groups and the language are no part of it. */
const addressOf = (file: string): string =>
  `/${file
    .replace(/^app\//, "")
    .split("/")
    .slice(0, -1)
    .filter((part) => !/^\(.*\)$|^\[locale\]$/.test(part))
    .join("/")}`;

const namesIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((m) => m[1] ?? "");

/** Everything by which somebody outside reaches a record. */
const entrances = (read: (file: string) => string, all: readonly string[]): string[] => [
  ...all.filter((f) => /^app\/.*\/page\.tsx$/.test(f)).map((f) => `page:${addressOf(f)}`),
  // a handler of the API only passes on to its operations, which stand for themselves
  ...all
    .filter((f) => /^app\/.*\/route\.ts$/.test(f) && !/\bhandlers\(\s*\w+Endpoint\b/.test(read(f)))
    .map((f) => `route:${addressOf(f)}`),
  ...all
    .filter((f) => /^features\/.*\.ts$/.test(f) && /^"use server";/m.test(read(f)))
    .flatMap((f) => namesIn(read(f), /^export (?:const|async function) (\w+)/gm).map((name) => `action:${name}`)),
  ...all
    .filter((f) => /^features\/api\/.*\.ts$/.test(f) && !f.includes(".test."))
    .flatMap((f) => namesIn(read(f), /\bendpoint\(\{.*?\bid: "(\w+)"/gs).map((id) => `api:${id}`)),
];
const covered = isolationMatrix.flatMap((row) => row.covers);
const all = [...files("app"), ...files("features")];

describe("isolation matrix", () => {
  test("the guard sees a page, a handler, an action and an operation that have no row", () => {
    const made: Record<string, string> = {
      "app/[locale]/(desk)/secrets/[id]/page.tsx": "",
      "app/api/secrets/route.ts": "export const GET = () => new Response();",
      "app/api/v1/secrets/route.ts": "export const { GET } = handlers(readSecretEndpoint);",
      "features/secrets/actions.ts":
        '"use server";\nexport const tellAction = action(x, y);\nexport async function leakAction() {}',
      "features/api/secrets.ts":
        'export const readSecretEndpoint = endpoint({\n  method: "get",\n  path: "/secrets/{id}",\n  id: "readSecret",\n});',
    };
    const found = entrances((f) => made[f] ?? "", Object.keys(made));
    expect(found.filter((e) => !covered.includes(e))).toEqual([
      "page:/secrets/[id]",
      "route:/api/secrets",
      "action:tellAction",
      "action:leakAction",
      "api:readSecret",
    ]);
  });

  test("every page, handler, action and operation has a row", () => {
    const found = entrances(textOf, all);
    for (const kind of ["page:", "route:", "action:", "api:"]) expect(found.some((e) => e.startsWith(kind))).toBe(true);
    expect(found.filter((e) => !covered.includes(e))).toEqual([]);
  });

  test("no row names what is not there any more, and nothing has two rows", () => {
    const found = entrances(textOf, all);
    expect(covered.filter((e) => !found.includes(e))).toEqual([]);
    expect(covered.filter((e, i) => covered.indexOf(e) !== i)).toEqual([]);
  });

  test("every row says what it is, in cells of known actors", () => {
    expect(new Set(isolationMatrix.map((row) => row.id)).size).toBe(isolationMatrix.length);
    for (const row of isolationMatrix) {
      expect(row.note).toMatch(/\.$/);
      for (const kind of Object.keys(row.cells)) expect(actorKinds).toContain(kind);
    }
  });
});
