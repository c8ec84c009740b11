import { ApiError } from "./errors.ts";
import { API_VERSION } from "./events.ts";
import type { Config } from "./scope.ts";
import { PLATFORM, type Store } from "./store.ts";

export type ApiRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly header: (name: string) => string | undefined;
};

export const headersOf = (request: ApiRequest, requestId: string, key: string | undefined): Record<string, string> => {
  const account = request.header("stripe-account");
  return {
    "content-type": "application/json",
    "cache-control": "no-cache, no-store",
    "request-id": requestId,
    "stripe-version": API_VERSION,
    ...(key === undefined ? {} : { "idempotency-key": key }),
    ...(account === undefined ? {} : { "stripe-account": account }),
  };
};

/** Whom the request acts for. Checks key and version first: 401 and 400 say what is wrong. */
export const authorise = (store: Store, config: Config, request: ApiRequest): string => {
  const key = /^Bearer (\S+)$/.exec(request.header("authorization") ?? "")?.[1] ?? "";
  const unauthorised = (message: string) => new ApiError(401, { type: "invalid_request_error", message });
  if (key === "") throw unauthorised("You did not provide an API key. Send your test key as a bearer token.");
  if (key.startsWith("sk_live_"))
    throw unauthorised("This is a sandbox. It refuses live keys; use a test key (sk_test_…).");
  if (key !== config.secretKey) throw unauthorised("Invalid API Key provided.");
  const version = request.header("stripe-version");
  if (version !== undefined && version !== API_VERSION) {
    throw new ApiError(400, {
      type: "invalid_request_error",
      message: `Invalid Stripe API version: ${version}. The sandbox speaks ${API_VERSION} only.`,
    });
  }
  const account = request.header("stripe-account") ?? request.header("stripe-context");
  if (account === undefined) return PLATFORM;
  if (store.find("accounts", account)?.closed === false) return account;
  const message = `The provided key does not have access to account '${account}' (or that account does not exist). Application access may have been revoked.`;
  throw new ApiError(403, { type: "invalid_request_error", code: "account_invalid", message });
};

export const checkKey = (space: string, key: string): string => {
  if (key.length <= 255 && key !== "") return `${space} ${key}`;
  throw new ApiError(400, {
    type: "invalid_request_error",
    message: "The Idempotency-Key header must have 1 to 255 characters.",
  });
};

export const inUse = (key: string) =>
  new ApiError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });

export const otherRequest = (key: string) =>
  new ApiError(400, {
    type: "idempotency_error",
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
