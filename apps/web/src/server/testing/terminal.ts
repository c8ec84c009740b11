import { spawn } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { endpoints } from "#features/api/all.ts";
import { openApi } from "#features/api/openapi.ts";
import { type AnyEndpoint, handlers } from "../endpoint.ts";

const placed = endpoints.map((e: AnyEndpoint) => ({
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

const answerOf = async (incoming: IncomingMessage, url: URL): Promise<Response> => {
  if (url.pathname === "/api/v1/openapi.json") return Response.json(openApi(endpoints, url.origin));
  for (const { method, pattern, handle } of placed) {
    const groups = method === incoming.method ? pattern.exec(url.pathname)?.groups : undefined;
    const isThere = method === incoming.method && pattern.test(url.pathname);
    if (isThere) return handle(requestOf(incoming, url), { params: Promise.resolve({ ...groups }) });
  }
  return new Response(null, { status: 404 });
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** The handlers of the API behind a real port of this machine. */
export const serveApi = async (): Promise<Served> => {
  const server = createServer(async (incoming, outgoing) => {
    const answer = await answerOf(incoming, new URL(incoming.url ?? "/", `http://${incoming.headers.host}`));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    outgoing.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}`, close };
};

const program = join(import.meta.dirname, "../../../../cli/src/main.ts");
export type Said = { readonly code: number; readonly out: string; readonly err: string };

/** `peony api …` as it is typed, in a process of its own. */
export const typed = async (url: string, key: string | null, words: readonly string[], input = ""): Promise<Said> => {
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
