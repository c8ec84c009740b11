import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type ApiRequest, authorise, checkKey, headersOf, inUse, otherRequest } from "./admission.ts";
import { ApiError, badParameter } from "./errors.ts";
import { expandAnswer } from "./expand.ts";
import type { Faults } from "./faults.ts";
import { decodeForm, type RawObject } from "./form.ts";
import { newId } from "./ids.ts";
import { list, readParams, text } from "./params.ts";
import { allRoutes } from "./resources/index.ts";
import type { Route } from "./routes.ts";
import { type Config, type Scope, virtualNow } from "./scope.ts";
import type { Store } from "./store.ts";
import { sweep } from "./sweep.ts";
import { FAILURE, type Plain, render, send, spoil, type Wire } from "./wire.ts";

export type Api = { readonly handle: (request: ApiRequest) => Promise<Wire> };

type Deps = {
  readonly store: Store;
  readonly config: Config;
  readonly faults: Faults;
  readonly origin: () => string;
  readonly wake: () => void;
};

export const createApi = (deps: Deps): Api => {
  const inFlight = new Set<string>();
  return {
    handle: async (request) => {
      const requestId = newId("req");
      const keyed = request.method === "POST" ? request.header("idempotency-key") : undefined;
      const headers = headersOf(request, requestId, keyed);
      const refuse = (error: ApiError): Wire => ({
        kind: "answer",
        status: error.status,
        headers,
        body: render(error),
      });
      try {
        const account = authorise(deps.store, deps.config, request);
        const key = keyed === undefined ? null : checkKey(`${request.path.slice(0, 3)} ${account}`, keyed);
        if (key !== null && inFlight.has(key)) throw inUse(keyed ?? "");
        if (key !== null) inFlight.add(key);
        try {
          return await answer(deps, request, { account, requestId, key, keyed: keyed ?? null, headers });
        } finally {
          if (key !== null) inFlight.delete(key);
        }
      } catch (error) {
        if (error instanceof ApiError) return refuse(error);
        throw error;
      } finally {
        deps.wake();
      }
    },
  };
};

type Caller = {
  readonly account: string;
  readonly requestId: string;
  readonly key: string | null;
  readonly keyed: string | null;
  readonly headers: Record<string, string>;
};

const answer = async (deps: Deps, request: ApiRequest, caller: Caller): Promise<Wire> => {
  const fault = deps.faults.take(request.method, request.path);
  if (fault !== undefined && fault.kind !== "timeout" && fault.delayMs > 0) await sleep(fault.delayMs);
  if (fault?.effect === "before") return spoil(fault, caller.headers, FAILURE);
  const plain = execute(deps, request, caller, fault?.kind === "error_500");
  return fault === undefined ? send(plain, caller.headers) : spoil(fault, caller.headers, plain);
};

/** Runs the endpoint, or repeats the answer that its idempotency key already has. */
const execute = (deps: Deps, request: ApiRequest, caller: Caller, answerLost: boolean): Plain => {
  const { store } = deps;
  const scope = scopeFor(deps, caller);
  store.transaction(() => sweep(scope));
  try {
    const { route, ids } = findRoute(request);
    const { raw, expand } = rawParams(request);
    const params = readParams(route.params, raw);
    const hash = createHash("sha256").update(`${request.method} ${request.path}\n${request.body}`).digest("hex");
    const earlier = caller.key === null ? undefined : store.find("idempotency", caller.key);
    if (earlier !== undefined) {
      if (earlier.requestHash !== hash) throw otherRequest(caller.keyed ?? "");
      return { status: earlier.status, body: earlier.body, replayed: true };
    }
    const remember = (plain: Plain): Plain => {
      const kept = answerLost ? FAILURE : plain;
      const repeatable = !request.path.startsWith("/v2/") || kept.status < 400;
      if (caller.key !== null && repeatable)
        store.put("idempotency", caller.key, {
          requestHash: hash,
          status: kept.status,
          body: kept.body,
          createdAt: scope.now,
        });
      return plain;
    };
    return perform(store, scope, route, params, ids, expand, remember);
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: render(error) };
    throw error;
  }
};

const perform = (
  store: Store,
  scope: Scope,
  route: Route,
  params: object,
  ids: (name: string) => string,
  expand: readonly string[],
  remember: (plain: Plain) => Plain,
): Plain => {
  try {
    return store.transaction(() => {
      try {
        const result = expandAnswer(scope, route.handle(scope, params as never, ids), expand);
        return remember({ status: 200, body: JSON.stringify(result, null, 2) });
      } catch (error) {
        if (error instanceof ApiError && error.keepsEffect)
          return remember({ status: error.status, body: render(error) });
        throw error;
      }
    });
  } catch (error) {
    // The work was undone; what is remembered now is only that it failed.
    if (error instanceof ApiError) {
      const plain = { status: error.status, body: render(error) };
      return error.remembered ? store.transaction(() => remember(plain)) : plain;
    }
    console.error(error);
    return store.transaction(() => remember(FAILURE));
  }
};

const scopeFor = ({ store, config, origin }: Deps, caller: Caller): Scope => ({
  store,
  config,
  now: virtualNow(store),
  account: caller.account,
  origin: origin(),
  request: { id: caller.requestId, idempotencyKey: caller.keyed },
});

const findRoute = (request: ApiRequest): { route: Route; ids: (name: string) => string } => {
  const steps = request.path.split("/");
  for (const route of allRoutes) {
    const pattern = route.path.split("/");
    if (route.method !== request.method || pattern.length !== steps.length) continue;
    if (!pattern.every((part, index) => part.startsWith(":") || part === steps[index])) continue;
    return { route, ids: (name) => steps[pattern.indexOf(`:${name}`)] ?? "" };
  }
  throw new ApiError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${request.method}: ${request.path}).`,
  });
};

const expandSpec = list(text(200), 20);

const rawParams = (request: ApiRequest): { raw: RawObject; expand: readonly string[] } => {
  if (request.method === "POST" && request.path.startsWith("/v2/")) return { raw: parseJson(request.body), expand: [] };
  const decoded = decodeForm(request.method === "POST" ? request.body : request.query);
  if (!decoded.ok) throw badParameter("parameter_invalid_object", decoded.field, `Invalid parameter: ${decoded.field}`);
  const { expand, ...raw } = decoded.value;
  return { raw, expand: expandSpec(expand, "expand") ?? [] };
};

const parseJson = (body: string): RawObject => {
  try {
    const value: unknown = body === "" ? {} : JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as RawObject;
  } catch {
    // Falls through to the same refusal as a body that is no object.
  }
  throw new ApiError(
    400,
    { type: "invalid_request_error", code: "invalid_fields", message: "The body must be a JSON object." },
    { remembered: false },
  );
};
