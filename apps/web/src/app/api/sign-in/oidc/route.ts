import { locales } from "@peony/domain/shared";
import { originIsOurs } from "#server/action.ts";
import { startOidc } from "#server/auth.ts";

/** Starts signing in at the organisation's own identity provider; a plain form leads here, so it works without scripts. */
export const POST = (request: Request): Response | Promise<Response> => {
  if (!originIsOurs(request.headers.get("origin"))) return new Response(null, { status: 403 });
  const wanted = new URL(request.url).searchParams.get("locale");
  return startOidc(request.headers, locales.find((l) => l === wanted) ?? "zh");
};
