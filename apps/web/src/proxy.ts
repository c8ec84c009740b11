import { NextRequest } from "next/server";
import createMiddleware from "next-intl/middleware";
import { contentSecurityPolicy } from "./features/shell/content-security-policy.ts";
import { placeHeader, placeOf } from "./features/shell/place.ts";
import { tooLarge } from "./features/shell/too-large.ts";
import { routing } from "./i18n/routing.ts";
import { env } from "./server/env.ts";

const localise = createMiddleware(routing);
const transport = "max-age=31536000; includeSubDomains";

/** Chooses the language and sets the security headers of a page; never decides about rights. */
export default function proxy(request: NextRequest) {
  const refused = tooLarge(request.nextUrl.pathname, request.method, request.headers.get("content-length"));
  const { PEONY_URL, STRIPE_API_URL } = env();
  const https = PEONY_URL.startsWith("https:");
  if (refused) {
    if (https) refused.headers.set("strict-transport-security", transport);
    return refused;
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, STRIPE_API_URL);

  // Next reads the nonce from the policy of the request and puts it on its own scripts.
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set(placeHeader, placeOf(request.nextUrl));
  headers.set("content-security-policy", policy);

  const response = localise(new NextRequest(request.nextUrl, { headers, method: request.method }));
  response.headers.set("content-security-policy", policy);
  if (https) response.headers.set("strict-transport-security", transport);
  return response;
}

export const config = {
  // Pages only: not the API, not the build's own files, nothing with a file ending.
  matcher: ["/((?!api(?:/|$)|_next/|.*\\.[a-z0-9]+$).*)"],
};
