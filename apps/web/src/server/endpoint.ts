import { Readable } from "node:stream";
import type { Ctx } from "@peony/db";
import { DomainError, type Locale } from "@peony/domain/shared";
import { z } from "zod";
import { attachment } from "#features/files/attachment.ts";
import { callerOf } from "./api-caller.ts";
import { readFileBody, readIdempotencyKey, readJson, readQuery, type SentFile } from "./api-input.ts";
import { once, type StoredAnswer } from "./idempotency.ts";
import type { Limit } from "./limits.ts";
import { noting } from "./noting.ts";
import { refuseInput } from "./refusal.ts";
import { answering, dataHeaders, localeOf, problem, refuseMethod } from "./route.ts";

export type Method = "get" | "post" | "put";
type Shape = z.ZodType;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;

/** One operation of the API: its place, its schemas, who may ask, and the command or query it runs. OpenAPI is made from it. */
export type Endpoint<
  P extends Shape | undefined = Shape | undefined,
  Q extends Shape | undefined = Shape | undefined,
  B extends Shape | undefined = Shape | undefined,
> = {
  readonly method: Method;
  /** Below /api/v1, parameters in braces. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** `public` answers without a key; a key given is still honoured. */
  readonly auth: "public" | "key";
  /** Counts as a search against the limits. */
  readonly searches?: true;
  /** What else a call counts against, per person. */
  readonly limit?: Limit;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Takes a file instead of a body: the bytes alone or a form. */
  readonly takesFile?: true;
  /** Media type of a file that is the answer; the run gives a `FileAnswer`, and `answer` only says what it is. */
  readonly givesFile?: string;
  readonly answer: z.ZodType;
  readonly status?: 200 | 201;
  readonly run: (ctx: Ctx, input: Input<P, Q, B>) => Promise<unknown>;
};

export type FileAnswer = { readonly name: string; readonly body: AsyncIterable<Uint8Array> };

export type Input<P, Q, B> = {
  readonly params: Out<P>;
  readonly query: Out<Q>;
  readonly body: Out<B>;
  /** What was sent to an operation that takes a file; nothing elsewhere. */
  readonly file: SentFile;
  readonly locale: Locale;
};

/** Declares an endpoint with its schemas' types tied to what it runs. */
export const endpoint = <
  P extends Shape | undefined = undefined,
  Q extends Shape | undefined = undefined,
  B extends Shape | undefined = undefined,
>(
  e: Endpoint<P, Q, B>,
): Endpoint<P, Q, B> => e;

/** Endpoints of one kind in a list; what each runs stays typed where it is declared. */
export type AnyEndpoint = Omit<Endpoint, "run"> & { readonly run: (ctx: Ctx, input: never) => Promise<unknown> };

const respond = ({ status, body }: StoredAnswer, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers: { ...dataHeaders(), "cache-control": "no-store", ...headers } });

const respondFile = (type: string, { name, body }: FileAnswer): Response =>
  new Response(Readable.toWeb(Readable.from(body)) as unknown as BodyInit, {
    headers: {
      ...dataHeaders(),
      "content-type": type,
      "content-disposition": attachment(name),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });

/** What a visitor may read may be kept by others for a moment; whoever shows a key gets an answer of their own. */
const shared = { "cache-control": "public, max-age=5", vary: "authorization" };

/** A place that cannot be is a place where nothing is: the answer of a made-up id. */
const readPlace = async (e: AnyEndpoint, params: Promise<Record<string, string>>): Promise<unknown> => {
  const place = (e.params ?? z.unknown()).safeParse(await params);
  if (!place.success) throw new DomainError("not-found", `no such ${e.path}`);
  return place.data;
};

const noFile: SentFile = { name: "", bytes: new Uint8Array() };

type Context = { readonly params: Promise<Record<string, string>> };

/** The answer to one endpoint: caller, limits, strict parsing, the run, an answer cut to its schema, refusals as problem documents. */
const handle =
  (e: AnyEndpoint) =>
  (request: Request, context: Context): Promise<Response> =>
    answering(request, async () => {
      const ctx = await callerOf(request, e);
      const key = e.method === "post" ? readIdempotencyKey(request) : null;
      const params = await readPlace(e, context.params);
      const locale = localeOf(request);
      const file = e.takesFile ? await readFileBody(request) : { text: "", value: noFile };
      const body = e.body ? await readJson(request) : { text: file.text, value: undefined };
      const parsed = z
        .object({ query: e.query ?? z.strictObject({}), body: e.body ?? z.unknown() })
        .safeParse({ query: readQuery(new URL(request.url)), body: body.value }, { reportInput: true });
      if (!parsed.success) {
        const issues = parsed.error.issues.map((i) => ({ ...i, path: i.path.slice(1) }));
        return problem(refuseInput(locale, issues), locale);
      }
      const input = { ...parsed.data, params, file: file.value, locale } as never;
      if (e.givesFile) return respondFile(e.givesFile, (await noting(ctx, () => e.run(ctx, input))) as FileAnswer);
      const run = async (c: Ctx): Promise<StoredAnswer> => ({
        status: e.status ?? 200,
        body: e.answer.parse(await e.run(c, input)),
      });
      if (key === null)
        return respond(
          await noting(ctx, () => run(ctx)),
          e.auth === "public" && ctx.actor.kind === "visitor" ? shared : {},
        );
      if (ctx.actor.kind !== "person") throw new DomainError("unauthenticated", "changes need a key");
      const owner = ctx.actor.orgId ?? ctx.actor.userId;
      const asked = e.takesFile ? new URL(request.url).search : "";
      const content = `${e.id}\n${JSON.stringify(params)}${asked}\n${body.text}`;
      // noted out here: what is written inside goes with the call that is refused
      const { replayed, ...answer } = await noting(ctx, () => once(ctx, owner, key, content, run));
      return respond(answer, replayed ? { "idempotent-replayed": "true" } : {});
    });

type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";
type Handler = (request: Request, context: Context) => Promise<Response>;

/** What the routing table exports for one address: its operations, and a refusal that names them to every other method. */
export const handlers = (...operations: readonly AnyEndpoint[]): Record<Verb, Handler> => {
  const byVerb = new Map(operations.map((e) => [e.method.toUpperCase(), handle(e)]));
  const allow = [...byVerb.keys(), ...(byVerb.has("GET") ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
  const refuse: Handler = async (request) => refuseMethod(request, allow);
  const of = (verb: string): Handler => byVerb.get(verb) ?? refuse;
  return {
    GET: of("GET"),
    POST: of("POST"),
    PUT: of("PUT"),
    PATCH: of("PATCH"),
    DELETE: of("DELETE"),
    OPTIONS: async () => new Response(null, { status: 204, headers: { ...dataHeaders(), allow } }),
  };
};
