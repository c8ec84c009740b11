import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { aMember, aPerson } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { endpoints } from "#features/api/all.ts";
import { openApi } from "#features/api/openapi.ts";
// the one place where two apps meet, and only to try them on each other
import { apiCommand } from "../../../../cli/src/commands/api.ts";
import { type AnyEndpoint, handlers } from "../endpoint.ts";
import { houseDb, keyOf, testEnvironment, testUrl } from "./house.ts";

const placed = endpoints.map((e: AnyEndpoint) => ({
  id: e.id,
  method: e.method.toUpperCase(),
  pattern: new RegExp(`^/api/v1${e.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
  named: e.path.split("{").length,
  handle: handlers(e)[e.method === "get" ? "GET" : e.method === "post" ? "POST" : "PUT"],
}));
// as the routing table does: a name of its own comes before one in braces
placed.sort((a, b) => a.named - b.named);

const requestOf = (incoming: IncomingMessage, url: URL): Request =>
  new Request(url, {
    method: incoming.method ?? "GET",
    headers: Object.entries(incoming.headers).map(([name, value]) => [name, String(value)] as [string, string]),
    ...(incoming.method === "GET" ? {} : { body: Readable.toWeb(incoming), duplex: "half" }),
  } as RequestInit);

const document = openApi(endpoints, testUrl);

const answerOf = async (incoming: IncomingMessage, url: URL, reached: Set<string>): Promise<Response> => {
  if (url.pathname === "/api/v1/openapi.json") return Response.json(document);
  const found = placed.find(({ method, pattern }) => method === incoming.method && pattern.test(url.pathname));
  if (!found) return new Response(null, { status: 404 });
  reached.add(found.id);
  const params = { ...found.pattern.exec(url.pathname)?.groups };
  return found.handle(requestOf(incoming, url), { params: Promise.resolve(params) });
};

type Served = {
  readonly url: string;
  /** Ids of the operations that were called so far. */
  readonly reached: Set<string>;
  readonly close: () => Promise<void>;
};

/** The handlers of the API behind a real port of this machine. */
const serveApi = async (): Promise<Served> => {
  const reached = new Set<string>();
  const server = createServer(async (incoming, outgoing) => {
    const answer = await answerOf(incoming, new URL(incoming.url ?? "/", `http://${incoming.headers.host}`), reached);
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, reached, close };
};

const program = join(import.meta.dirname, "../../../../cli/src/main.ts");
type Said = { readonly code: number; readonly out: string; readonly err: string };

/** `peony api …` as it is typed, in a process of its own. */
const typed = async (url: string, key: string | null, words: readonly string[], input = ""): Promise<Said> => {
  const { PATH } = process.env;
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: "production",
    PATH,
    PEONY_URL: url,
    ...(key ? { PEONY_API_KEY: key } : {}),
  };
  const child = spawn(process.execPath, [program, "api", ...words], { env });
  child.stdin.end(input);
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? -1));
  });
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
};

/** A house with a database of its own, its API behind a port, and a terminal beside it. Close it at the end. */
export const terminalHouse = async () => {
  const folder = mkdtempSync(join(tmpdir(), "peony-terminal-"));
  testEnvironment({ PEONY_FILES_DIR: folder });
  const db = await houseDb();
  const { url, reached, close } = await serveApi();
  /** `peony api` with these words, as whoever holds the key. */
  const peony = (key: string | null, ...words: string[]): Promise<Said> => typed(url, key, words);
  const fileWith = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  /** What a call answers, without a process for each; a refusal fails the test with its own sentence. */
  const say = async (key: string | null, words: string, body?: unknown) => {
    const file = (option: string, name: string, content: string | null) =>
      content === null ? [] : [option, fileWith(name, content)];
    const args = [
      ...[...words.split(" "), "--base", url, ...file("--key-file", "key", key)],
      ...file("--body", "body.json", body === undefined ? null : JSON.stringify(body)),
    ];
    const out: string[] = [];
    const { values, positionals } = parseArgs({ args, options: apiCommand.options, allowPositionals: true });
    await apiCommand.run({ env: {} as never, values, positionals, print: (line) => out.push(line) });
    return JSON.parse(out.join("\n"));
  };
  return {
    ...{ db, url, reached, peony, say, fileWith },
    close: async () => {
      await close();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
export type TerminalHouse = Awaited<ReturnType<typeof terminalHouse>>;

/** Such a house with a university in it: its owner, and people and keys for other seats there. */
export const universityHouse = async () => {
  const house = await terminalHouse();
  const owner = await aMember(house.db, "university", ["owner", "manager"]);
  const seat = { id: owner.orgId ?? "", kind: "university" } as const;
  const person = (roles: PersonActor["roles"]) => aPerson(house.db, seat, roles);
  const keyFor = async (roles: PersonActor["roles"]) => keyOf(house.db, await person(roles));
  return { house, owner, person, keyFor };
};
