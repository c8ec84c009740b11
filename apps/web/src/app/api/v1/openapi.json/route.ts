import { connection } from "next/server";
import { endpoints } from "#features/api/all.ts";
import { openApi } from "#features/api/openapi.ts";
import { env } from "#server/env.ts";
import { refuseMethod } from "#server/route.ts";

const held: { document?: ReturnType<typeof openApi> } = {};

/** The same for everybody, so made once. */
export const GET = async (): Promise<Response> => {
  await connection();
  held.document ??= openApi(endpoints, env().PEONY_URL);
  return Response.json(held.document, { headers: { "cache-control": "public, max-age=300" } });
};

export const POST = (request: Request): Response => refuseMethod(request, "GET, HEAD");
export { POST as DELETE, POST as PATCH, POST as PUT };
