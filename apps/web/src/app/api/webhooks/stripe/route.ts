import { receive } from "@peony/db";
import { db } from "#server/ctx.ts";
import { payments } from "#server/gateways.ts";
import { log } from "#server/log.ts";
import { bodyUpTo } from "#server/raw-body.ts";

const maxBytes = 256 * 1024;
const status = (code: number) => new Response(null, { status: code });

/**
 * What the payment provider tells us: checked over the bytes as they came, stored once, answered at once; the worker does the rest.
 * 400 for a signature that does not hold, 413 for too much, 500 where it could not be stored, so that it is sent again.
 */
export async function POST(request: Request): Promise<Response> {
  const body = await bodyUpTo(request, maxBytes);
  if (body === null) return status(413);
  const event = await payments().verifyWebhook(body, request.headers.get("stripe-signature"));
  if (!event) return status(400);
  try {
    await receive(db(), {
      provider: "stripe",
      account: event.account ?? "",
      externalId: event.id,
      type: event.type,
      payload: event.body,
    });
  } catch (e) {
    log.error({ err: e, event: event.id }, "webhook not stored");
    return status(500);
  }
  return status(200);
}
