import type { ApiError } from "./errors.ts";
import type { Fault } from "./faults.ts";

/** What goes over the wire: an answer, or one of the ways in which none arrives. */
export type Wire =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: string;
    }
  | { readonly kind: "reset" }
  | { readonly kind: "hang"; readonly ms: number };

/** The answer of an endpoint before it is sent. */
export type Plain = { readonly status: number; readonly body: string; readonly replayed?: boolean };

/** The 500 of Stripe: of a planned fault, or of a bug. */
export const FAILURE: Plain = {
  status: 500,
  body: JSON.stringify({
    error: {
      type: "api_error",
      message: "An unknown error occurred. (Injected or unexpected failure of the sandbox.)",
    },
  }),
};

export const render = (error: ApiError): string => JSON.stringify({ error: error.body }, null, 2);

export const send = (plain: Plain, headers: Record<string, string>): Wire => ({
  kind: "answer",
  status: plain.status,
  headers: plain.replayed ? { ...headers, "idempotent-replayed": "true" } : headers,
  body: plain.body,
});

/** What a planned fault makes of the answer. */
export const spoil = (fault: Fault, headers: Record<string, string>, plain: Plain): Wire => {
  const fail = (status: number, body: string, more: Record<string, string> = {}): Wire => ({
    kind: "answer",
    status,
    headers: { ...headers, ...more },
    body,
  });
  switch (fault.kind) {
    case "reset":
      return { kind: "reset" };
    case "timeout":
      return { kind: "hang", ms: fault.delayMs };
    case "truncated":
      return fail(plain.status, plain.body.slice(0, Math.floor(plain.body.length / 2)));
    case "html_502":
      return fail(
        502,
        "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        { "content-type": "text/html" },
      );
    case "bare_404":
      return fail(404, JSON.stringify({ message: "Not Found" }));
    case "rate_limit":
      return fail(
        429,
        JSON.stringify({
          error: { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded." },
        }),
      );
    case "conflict":
      return fail(
        409,
        JSON.stringify({
          error: {
            type: "invalid_request_error",
            code: "lock_timeout",
            message: "This object cannot be accessed right now because another request is accessing it.",
          },
        }),
      );
    case "error_500":
      return fail(FAILURE.status, FAILURE.body);
    case "delay":
      return send(plain, headers);
  }
};
