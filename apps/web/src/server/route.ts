import type { Ctx } from "@peony/db";
import type { Locale } from "@peony/domain/shared";
import { type ErrorCode, errorTable } from "@peony/domain/shared";
import { log } from "./log.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

/** RFC 9457 problem document. `type` is a stable path under the public origin; `errors` names fields. */
export const problem = (r: Refusal): Response =>
  Response.json(
    {
      type: `/problems/${r.code}`,
      title: r.message,
      status: r.status,
      code: r.code,
      ...(Object.keys(r.errors).length > 0 ? { errors: r.errors } : {}),
      ...(r.changed.length > 0 ? { changed: r.changed } : {}),
    },
    { status: r.status, headers: { "content-type": "application/problem+json", "cache-control": "no-store" } },
  );

/** The reader's language of an API call or file: Accept-Language, else Chinese. */
export const localeOf = (request: Request): Locale =>
  /^\s*en\b/i.test(request.headers.get("accept-language") ?? "") ? "en" : "zh";

export type { Ctx, ErrorCode };

/** Runs a route handler and turns refusals into problem documents; unknown errors are logged and answered without detail. */
export const answering = async (request: Request, work: () => Promise<Response>): Promise<Response> => {
  const locale = localeOf(request);
  try {
    return await work();
  } catch (e) {
    const refusal = refusalOf(locale, e);
    if (refusal) return problem(refusal);
    log.error({ err: e, path: new URL(request.url).pathname }, "request failed");
    return problem({ code: "unavailable", status: 500, message: "", errors: {}, changed: [] });
  }
};

export const statusOf = (code: ErrorCode): number => errorTable[code].status;
