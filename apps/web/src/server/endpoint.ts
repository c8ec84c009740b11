import type { Ctx } from "@peony/db";
import { visitor } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { actorOfApiKey } from "@peony/features/identity";
import { z } from "zod";
import { addressOf, ctxFor, db, originOf } from "./ctx.ts";
import { once, type StoredAnswer } from "./idempotency.ts";
import { spend } from "./limits.ts";
import { refuseInput } from "./refusal.ts";
import { answering, localeOf, problem } from "./route.ts";

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
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: z.ZodType;
  readonly status?: 200 | 201;
  readonly run: (ctx: Ctx, input: { params: Out<P>; query: Out<Q>; body: Out<B> }) => Promise<unknown>;
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

const maxBody = 1_000_000;

const callerOf = async (request: Request, e: Pick<AnyEndpoint, "auth">): Promise<Ctx> => {
  const bearer = /^Bearer (\S{20,200})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const actor = bearer ? await actorOfApiKey(db(), bearer) : null;
  if (bearer ? !actor : e.auth === "key") throw new DomainError("unauthenticated", "no good API key");
  await (actor ? spend("api", actor.userId) : spend("search:visitor", addressOf(request.headers)));
  return ctxFor(actor ?? visitor, originOf(request.headers));
};

const readBody = async (request: Request): Promise<{ text: string; value: unknown }> => {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new DomainError("unsupported-media", "not JSON");
  if (Number(request.headers.get("content-length") ?? 0) > maxBody) throw new DomainError("too-large", "body");
  const text = await request.text();
  if (text.length > maxBody) throw new DomainError("too-large", "body");
  try {
    return { text, value: text === "" ? {} : JSON.parse(text) };
  } catch {
    throw new DomainError("invalid", "body is not JSON");
  }
};

const queryOf = (url: URL): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(url.searchParams.keys())]
      .map((k) => [k, url.searchParams.getAll(k)])
      .map(([k, v]) => [k, (v as string[]).length > 1 ? v : (v as string[])[0]]),
  ) as Record<string, string | string[]>;

const respond = ({ status, body }: StoredAnswer, cached: boolean): Response =>
  Response.json(body, { status, headers: { "cache-control": cached ? "public, max-age=5" : "no-store" } });

/** A route handler for an endpoint: caller, limits, strict parsing, the run, an answer cut to its schema, refusals as problem documents. */
export const handle =
  (e: AnyEndpoint) =>
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response> =>
    answering(request, async () => {
      const ctx = await callerOf(request, e);
      const body = e.body ? await readBody(request) : { text: "", value: undefined };
      const raw = { params: await context.params, query: queryOf(new URL(request.url)), body: body.value };
      const parsed = z
        .object({ params: e.params ?? z.unknown(), query: e.query ?? z.strictObject({}), body: e.body ?? z.unknown() })
        .safeParse(raw, { reportInput: true });
      if (!parsed.success) {
        const issues = parsed.error.issues.map((i) => ({ ...i, path: i.path.slice(1) }));
        return problem(refuseInput(localeOf(request), issues));
      }
      const run = async (c: Ctx): Promise<StoredAnswer> => ({
        status: e.status ?? 200,
        body: e.answer.parse(await (e.run as Endpoint["run"])(c, parsed.data as never)),
      });
      if (e.method === "get") return respond(await run(ctx), e.auth === "public" && ctx.actor.kind === "visitor");
      if (ctx.actor.kind !== "person") throw new DomainError("unauthenticated", "writes need a key");
      if (e.method === "put") return respond(await run(ctx), false);
      const key = request.headers.get("idempotency-key");
      if (!key || key.length > 200) throw new DomainError("idempotency-key/missing", e.id);
      const owner = ctx.actor.orgId ?? ctx.actor.userId;
      return respond(await once(ctx, owner, key, `${e.id}\n${JSON.stringify(raw.params)}\n${body.text}`, run), false);
    });
