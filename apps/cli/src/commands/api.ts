import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { text as textOf } from "node:stream/consumers";
import type { Operation } from "../api/document.ts";
import { type House, readOperations, send } from "../api/house.ts";
import { nextName, requestOf } from "../api/request.ts";
import { CalledWrongly, type Command, type Invocation } from "../command.ts";
import { readApiEnv } from "../env.ts";

const given = (call: Invocation, name: string): string | null => {
  const value = call.values[name];
  return typeof value === "string" && value !== "" ? value : null;
};

const bytesOf = (path: string): Buffer => {
  if (!existsSync(path)) throw new CalledWrongly(`There is no file ${path}.`);
  return readFileSync(path);
};

const houseOf = (call: Invocation): House => {
  const { PEONY_URL, PEONY_API_KEY } = readApiEnv();
  const base = given(call, "base") ?? PEONY_URL;
  if (!URL.canParse(base))
    throw new CalledWrongly(`--base wants an address such as http://localhost:3000, not ${base}.`);
  const keyFile = given(call, "key-file");
  return {
    base: new URL(base).origin,
    key: keyFile ? bytesOf(keyFile).toString("utf8").trim() : (PEONY_API_KEY ?? null),
    language: given(call, "lang"),
    idempotencyKey: given(call, "idempotency-key"),
  };
};

const wordsOf = (o: Operation): string => `${o.id} ${o.path} ${o.summary}`.toLowerCase();

const list = (call: Invocation, operations: readonly Operation[], words: readonly string[]): void => {
  const found = operations.filter((o) => words.every((word) => wordsOf(o).includes(word.toLowerCase())));
  const wide = (of: (o: Operation) => string) => Math.max(0, ...found.map((o) => of(o).length));
  const [id, path] = [wide((o) => o.id), wide((o) => o.path)];
  for (const o of found)
    call.print(`${o.id.padEnd(id)}  ${o.method.padEnd(4)}  ${o.path.padEnd(path)}  ${o.summary}`.trimEnd());
};

const named = (operations: readonly Operation[], name: string | undefined): Operation => {
  const found = operations.find((o) => o.id === name);
  if (!found) throw new CalledWrongly(`There is no operation ${name ?? ""}. See \`api list\`.`);
  return found;
};

const show = ({ print }: Invocation, { parameters, ...o }: Operation): void => {
  const told = { ...o, parameters: parameters.filter((p) => p.in === "path" || p.in === "query") };
  print(JSON.stringify(told, null, 2));
};

/** The body of `--body FILE`, or of what is piped in for `-`. */
const readBody = async (path: string | null): Promise<unknown> => {
  if (path === null) return undefined;
  const said = path === "-" ? await textOf(process.stdin) : bytesOf(path).toString("utf8");
  try {
    return JSON.parse(said);
  } catch {
    throw new CalledWrongly(`${path === "-" ? "What was piped in" : path} is not JSON.`);
  }
};

type Page = { readonly items?: readonly unknown[]; readonly rows?: readonly unknown[]; readonly next?: unknown };

/** Every item of a list, one a line, page after page. */
const printAll = async (call: Invocation, house: House, operation: Operation, fields: readonly string[]) => {
  const name = nextName(operation);
  if (name === null) throw new CalledWrongly(`${operation.id} is no list that goes on.`);
  for (let from: unknown = null; ; ) {
    const asked = from === null ? fields : [...fields.filter((f) => !f.startsWith(`${name}=`)), `${name}=${from}`];
    const page = (await (await send(house, requestOf(operation, { fields: asked }))).json()) as Page;
    for (const item of page.items ?? page.rows ?? []) call.print(JSON.stringify(item));
    from = page.next ?? null;
    if (from === null) return;
  }
};

const perform = async (call: Invocation, house: House, operation: Operation, fields: readonly string[]) => {
  if (call.values.all === true) return printAll(call, house, operation, fields);
  const path = given(call, "file");
  const body = await readBody(given(call, "body"));
  const file = path === null ? {} : { file: { name: basename(path), bytes: bytesOf(path) } };
  const answer = await send(house, requestOf(operation, { fields, body, ...file }));
  if (/json/.test(answer.headers.get("content-type") ?? "")) call.print(JSON.stringify(await answer.json(), null, 2));
  else process.stdout.write(Buffer.from(await answer.arrayBuffer()));
};

export const apiCommand: Command = {
  usage: "list|show|OPERATION [name=value …] [--body FILE|-] [--file FILE] [--all]",
  what: "calls any operation of a running Peony's API; docs/api.md has the rest",
  options: {
    body: { type: "string" },
    file: { type: "string" },
    all: { type: "boolean", default: false },
    "key-file": { type: "string" },
    base: { type: "string" },
    lang: { type: "string" },
    "idempotency-key": { type: "string" },
  },
  run: async (call) => {
    const [what, ...rest] = call.positionals;
    if (what === undefined)
      throw new CalledWrongly("Say `api list`, `api show OPERATION` or `api OPERATION name=value …`.");
    const house = houseOf(call);
    const operations = await readOperations(house);
    if (what === "list") list(call, operations, rest);
    else if (what === "show") show(call, named(operations, rest[0]));
    else await perform(call, house, named(operations, what), rest);
    return 0;
  },
};
