import { readHealth } from "#server/probes.ts";
import { dataHeaders, refuseMethod } from "#server/route.ts";

export const dynamic = "force-dynamic";

/** Whether the house is well, for those who watch it. 503 only when the database is gone: without anything else pages still work. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.services.postgres === "down" ? 503 : 200,
    headers: { ...dataHeaders(), "cache-control": "no-store" },
  });
}

export const POST = (request: Request): Response => refuseMethod(request, "GET, HEAD");
export { POST as DELETE, POST as PATCH, POST as PUT };
