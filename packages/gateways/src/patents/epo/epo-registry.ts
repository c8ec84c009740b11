import {
  type PatentNumber,
  type PatentRecord,
  type PatentRegistry,
  PatentRegistryError,
  patentRecordSchema,
} from "@peony/domain/listings";
import { chineseDay } from "@peony/domain/shared";
import { type Answer, type Call, limitedRequest } from "./limited-request.ts";
import { documentsOf, type OpsDocument, recordOf } from "./ops-biblio.ts";
import { endedOn } from "./ops-legal.ts";
import { opsReference } from "./ops-reference.ts";
import { pace, type Service } from "./pace.ts";

export type EpoSettings = {
  /** Root of the service, with its version: https://ops.epo.org/3.2 */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  readonly now: () => Date;
  /** Shorter in tests. */
  readonly connectMs?: number;
  readonly totalMs?: number;
};

const mostBytes = 5 * 1024 * 1024;
/** A token is renewed this long before it ends. */
const spareMs = 30_000;
/** How long a used-up quota is left alone where the register does not say. */
const quotaSeconds = 3600;

const secondsOf = (answer: Answer, otherwise: number): number => Number(answer.header("retry-after")) || otherwise;

/** What a status means. Texts of answers stay out: they may repeat what we sent. */
const refusal = (answer: Answer, what: string): PatentRegistryError => {
  const { status } = answer;
  const isQuota = answer.header("x-rejection-reason") !== null || answer.text.includes("CLIENT.RobotDetected");
  if (status === 429) return new PatentRegistryError("limited", `${what}: 429`, secondsOf(answer, 60));
  if (status === 403 && isQuota)
    return new PatentRegistryError("limited", `${what}: quota`, secondsOf(answer, quotaSeconds));
  if ([400, 401, 403].includes(status)) return new PatentRegistryError("refused", `${what}: ${status}`);
  return new PatentRegistryError("unavailable", `${what}: ${status}`);
};

const parsed = (answer: Answer, what: string): unknown => {
  try {
    return JSON.parse(answer.text);
  } catch {
    throw new PatentRegistryError("unavailable", `${what}: not JSON`);
  }
};

/** A client of Open Patent Services 3.2: OAuth client credentials, JSON answers, within the time and size we give it. */
const opsClient = ({ url, key, secret, now, connectMs = 5000, totalMs = 10_000 }: EpoSettings) => {
  const root = url.replace(/\/+$/, "");
  const limits = pace(() => now().getTime());
  let token: { readonly value: string; readonly until: number } | undefined;

  const call = async (path: string, request: Call, deadline: number): Promise<Answer> => {
    try {
      return await limitedRequest(new URL(root + path), request, {
        connectMs,
        totalMs: deadline - performance.now(),
        mostBytes,
      });
    } catch (e) {
      throw new PatentRegistryError("unavailable", `${path}: ${e instanceof Error ? e.message : "no answer"}`);
    }
  };
  const signIn = async (deadline: number): Promise<string> => {
    if (token && now().getTime() < token.until) return token.value;
    const headers = {
      authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
    };
    const answer = await call(
      "/auth/accesstoken",
      { method: "POST", headers, body: "grant_type=client_credentials" },
      deadline,
    );
    if (answer.status !== 200) throw refusal(answer, "token");
    const given = parsed(answer, "token") as { access_token?: unknown; expires_in?: unknown } | null;
    if (typeof given?.access_token !== "string" || !/^[\x21-\x7e]+$/.test(given.access_token))
      throw new PatentRegistryError("unavailable", "token: none in the answer");
    token = { value: given.access_token, until: now().getTime() + Number(given.expires_in ?? 0) * 1000 - spareMs };
    return token.value;
  };

  /** The answer's JSON, or null where there is nothing under this path. */
  const get = async (service: Service, path: string, deadline: number): Promise<unknown> => {
    const ask = async (): Promise<Answer> => {
      const bearer = await signIn(deadline);
      limits.take(service);
      const headers = { authorization: `Bearer ${bearer}`, accept: "application/json" };
      const answer = await call(`/rest-services${path}`, { method: "GET", headers }, deadline);
      limits.heed(answer.header("x-throttling-control"));
      return answer;
    };
    let answer = await ask();
    if (answer.status === 400 || answer.status === 401) {
      // the register may end a token early
      token = undefined;
      answer = await ask();
    }
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw refusal(answer, service);
    return parsed(answer, service);
  };
  return { get, deadline: () => performance.now() + totalMs };
};

const standing = (ended: string | null, granted: string | null, published: string | null) =>
  ended !== null
    ? ({ legalStatus: "lapsed", legalStatusOn: ended } as const)
    : granted !== null
      ? ({ legalStatus: "granted", legalStatusOn: granted } as const)
      : ({ legalStatus: "pending", legalStatusOn: published } as const);

/**
 * The register of the European Patent Office, which holds the rights of all large offices. It knows no annuity dates. Its data is
 * of the day it is asked. A right whose legal events cannot be had is of unknown status, never of a better one.
 */
export const epoRegistry = (settings: EpoSettings): PatentRegistry => {
  const client = opsClient(settings);
  const statusOf = async (doc: OpsDocument, draft: ReturnType<typeof recordOf>, deadline: number) => {
    try {
      const path = `/legal/publication/docdb/${doc.office}.${doc.serial}.${doc.kind}`;
      const events = await client.get("inpadoc", path, deadline);
      return standing(endedOn(events, doc.office), draft.grantDate, draft.publicationDate);
    } catch {
      return { legalStatus: "unknown", legalStatusOn: null } as const;
    }
  };
  const read = async (number: PatentNumber): Promise<PatentRecord | null> => {
    const reference = opsReference(number);
    if (!reference) return null;
    const deadline = client.deadline();
    const path = `/published-data/${reference.type}/docdb/${reference.docdb}/biblio,full-cycle`;
    const answer = await client.get("retrieval", path, deadline);
    if (answer === null) return null;
    const documents = documentsOf(answer);
    const last = documents.at(-1);
    if (!last) throw new PatentRegistryError("unavailable", "retrieval: no document in the answer");
    const draft = recordOf(documents, number.normal);
    const status = await statusOf(last, draft, deadline);
    const record = patentRecordSchema.safeParse({ ...draft, ...status, annuityDue: null });
    if (!record.success) throw new PatentRegistryError("unavailable", "retrieval: a record we cannot read");
    return record.data;
  };
  return {
    find: async (number) => {
      const record = await read(number);
      if (!record) return null;
      const retrievedAt = settings.now();
      const shown = record.publicationNumber ?? number.normal;
      const url = `https://worldwide.espacenet.com/patent/search?q=pn%3D${encodeURIComponent(shown)}`;
      return { record, source: { id: "epo-ops", url }, retrievedAt, dataOf: chineseDay(retrievedAt) };
    },
  };
};
