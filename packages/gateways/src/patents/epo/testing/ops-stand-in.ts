import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PatentRecord } from "@peony/domain/listings";
import { opsAnswers } from "./ops-documents.ts";

/** How the register behaves next, and for which of its services: `legal`, or all of them. */
export type Mood =
  | "well"
  | "down"
  | "silent"
  | "stalling"
  | "elsewhere"
  | "garbage"
  | "other-shape"
  | "endless"
  | "busy"
  | "over-quota"
  | "shut-out"
  | "away"
  | "legal-down";

export type OpsStandIn = {
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  mood: Mood;
  /** Sent with every answer. */
  throttling: string;
  /** Ends every token given so far. */
  readonly endTokens: () => void;
  /** Paths asked for, in order. */
  readonly asked: string[];
  readonly stop: () => Promise<void>;
};

const json = (response: ServerResponse, body: unknown): void => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(body));
};
const fault = (response: ServerResponse, status: number, code: string): void => {
  response.statusCode = status;
  response.end(`<fault><code>${code}</code><message>the secret is hush</message></fault>`);
};
/** Writes until the other side has had enough. */
const endless = (response: ServerResponse): void => {
  const more = Buffer.alloc(256 * 1024, "x");
  const write = (): void => {
    while (!response.destroyed && response.write(more));
    if (!response.destroyed) response.once("drain", write);
  };
  response.on("error", () => undefined);
  write();
};

const moods: Readonly<Partial<Record<Mood, (response: ServerResponse) => void>>> = {
  down: (r) => fault(r, 503, "SERVER.LimitedServerResources"),
  silent: () => undefined,
  stalling: (r) => {
    r.write('{"ops:world-patent-data":');
  },
  elsewhere: (r) => {
    r.writeHead(302, { location: "http://127.0.0.1:9/hush" }).end();
  },
  garbage: (r) => r.end("<html>the secret is hush</html>"),
  "other-shape": (r) =>
    json(r, { "ops:world-patent-data": { "exchange-documents": [1, { "exchange-document": "x" }] } }),
  endless,
  busy: (r) => {
    r.setHeader("retry-after", "7");
    fault(r, 429, "SERVER.Busy");
  },
  "over-quota": (r) => {
    r.setHeader("x-rejection-reason", "IndividualQuotaPerHour");
    fault(r, 403, "CLIENT.Quota");
  },
  "shut-out": (r) => fault(r, 403, "CLIENT.Forbidden"),
  away: (r) => r.destroy(),
};

/** A local server that speaks the parts of Open Patent Services 3.2 that we use, about the given rights. */
export const startOpsStandIn = async (records: readonly PatentRecord[]): Promise<OpsStandIn> => {
  const answers = opsAnswers(records);
  let tokens = 0;
  let ended = 0;
  const server = createServer((request, response) => {
    const path = (request.url ?? "").replace(/^\/3\.2/, "");
    request.resume();
    it.asked.push(path);
    response.setHeader("x-throttling-control", it.throttling);
    if (path === "/auth/accesstoken") {
      const ours = `Basic ${Buffer.from(`${it.key}:${it.secret}`).toString("base64")}`;
      if (request.headers.authorization !== ours) return fault(response, 401, "CLIENT.InvalidCredentials");
      tokens += 1;
      return json(response, { access_token: `token-${tokens}`, expires_in: "1199" });
    }
    if (Number(request.headers.authorization?.replace("Bearer token-", "")) <= ended)
      return fault(response, 400, "invalid_access_token");
    const answered = it.mood === "legal-down" && path.includes("/legal/") ? moods.down : moods[it.mood];
    if (answered) return answered(response);
    const answer = answers.get(path.replace(/^\/rest-services/, ""));
    return answer ? json(response, answer) : fault(response, 404, "SERVER.EntityNotFound");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const it: OpsStandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/3.2`,
    key: "consumer",
    secret: "hush",
    mood: "well",
    throttling: "idle (images=green:200, inpadoc=green:600, other=green:1000, retrieval=green:600, search=green:30)",
    endTokens: () => {
      ended = tokens;
    },
    asked: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return it;
};
