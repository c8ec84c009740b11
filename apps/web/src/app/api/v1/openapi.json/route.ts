import { connection } from "next/server";
import { endpoints } from "#features/api/all.ts";
import { openApi } from "#features/api/openapi.ts";
import { env } from "#server/env.ts";
import { refuseMethod } from "#server/route.ts";

export const GET = async (): Promise<Response> => {
  await connection();
  return Response.json(openApi(endpoints, env().PEONY_URL), { headers: { "cache-control": "public, max-age=300" } });
};

export const POST = (request: Request): Response => refuseMethod(request, "GET, HEAD");
export { POST as DELETE, POST as PATCH, POST as PUT };
