import { isFileStoreError } from "@peony/domain/files";
import { type ErrorCode, errorTable, type Locale, locales } from "@peony/domain/shared";
import { translator } from "@peony/i18n";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { errorText, type Refusal, refusalOf } from "./refusal.ts";

/** A refusal, or a fault of ours, which has a code of its own and no details. */
type Problem = Omit<Refusal, "code"> & { readonly code: ErrorCode | "unknown" };

/** What every answer that is data and not a page carries; pages get theirs from the proxy and the configuration. */
export const dataHeaders = (): Record<string, string> => ({
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  ...(env().PEONY_URL.startsWith("https:")
    ? { "strict-transport-security": "max-age=31536000; includeSubDomains" }
    : {}),
});

/** RFC 9457 problem document in one language. `type` names the code below the public origin; `errors` names fields. */
export const problem = (r: Problem, locale: Locale, headers: Record<string, string> = {}): Response =>
  Response.json(
    {
      type: `${env().PEONY_URL}/problems/${r.code}`,
      title: r.message,
      status: r.status,
      code: r.code,
      ...(Object.keys(r.errors).length > 0 ? { errors: r.errors } : {}),
      ...(r.changed.length > 0 ? { changed: r.changed } : {}),
    },
    {
      status: r.status,
      headers: {
        ...dataHeaders(),
        "content-type": "application/problem+json",
        "content-language": locale,
        "cache-control": "no-store",
        vary: "accept-language, authorization",
        ...(r.retryAfterSeconds ? { "retry-after": `${r.retryAfterSeconds}` } : {}),
        ...(r.status === 401 ? { "www-authenticate": "Bearer" } : {}),
        ...headers,
      },
    },
  );

const isOurs = (tag: string): tag is Locale => locales.some((l) => l === tag);

/** The reader's language of an API call or file: of ours the one that Accept-Language likes best (RFC 9110), else Chinese. */
export const localeOf = (request: Request): Locale => {
  const liked = (request.headers.get("accept-language") ?? "").split(",").map((part) => {
    const [range = "", ...parameters] = part.trim().toLowerCase().split(";");
    const q = Number(parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean) ?? 1);
    return { tag: range.split("-")[0] ?? "", q };
  });
  const best = liked.filter(({ tag, q }) => isOurs(tag) && q > 0).sort((a, b) => b.q - a.q)[0]?.tag;
  return best !== undefined && isOurs(best) ? best : "zh";
};

const fault = (locale: Locale): Problem => ({
  code: "unknown",
  status: 500,
  message: translator(locale, "errors")("unknown"),
  errors: {},
  changed: [],
});

/** The address is there and does not take this method; `Allow` says which it takes (RFC 9110, 15.5.6). */
export const refuseMethod = (request: Request, allow: string): Response => {
  const locale = localeOf(request);
  const code = "method-not-allowed";
  const { status } = errorTable[code];
  return problem({ code, status, message: errorText(locale, code), errors: {}, changed: [] }, locale, { allow });
};

/** Runs a route handler and turns refusals into problem documents; unknown errors are logged and answered without detail. */
export const answering = async (request: Request, work: () => Promise<Response>): Promise<Response> => {
  const locale = localeOf(request);
  try {
    return await work();
  } catch (e) {
    const refusal = refusalOf(locale, e);
    if (!refusal || isFileStoreError(e)) log.error({ err: e, path: new URL(request.url).pathname }, "request failed");
    else if (refusal.code === "rate-limited") log.info({ path: new URL(request.url).pathname }, "limit reached");
    return problem(refusal ?? fault(locale), locale);
  }
};
