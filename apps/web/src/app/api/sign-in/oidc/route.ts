import { originIsOurs } from "#server/action.ts";
import { startOidc } from "#server/auth.ts";

/** Starts signing in at the organisation's own identity provider; a plain form leads here, so it works without scripts. */
export const POST = (request: Request): Response | Promise<Response> =>
  originIsOurs(request.headers.get("origin")) ? startOidc(request.headers) : new Response(null, { status: 403 });
