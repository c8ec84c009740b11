import { drawCard } from "@peony/gateways/cards";
import { cardOf } from "#features/cards/card-of.ts";
import { cardTag, keptCard } from "#features/cards/kept-cards.ts";
import { addressOf, requestCtx } from "#server/ctx.ts";
import { spend } from "#server/limits.ts";
import { answering, dataHeaders } from "#server/route.ts";

type Context = { params: Promise<{ path: string[] }> };

/** The picture of a link to a public page (1200 by 630), the same for everybody; of what a visitor may not read there is none. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(request, async () => {
    const card = await cardOf(await requestCtx(), (await params).path);
    const tag = cardTag(card);
    const headers = { ...dataHeaders(), etag: `"${tag}"`, "cache-control": "public, max-age=3600" };
    if (request.headers.get("if-none-match")?.includes(tag)) return new Response(null, { status: 304, headers });
    const picture = await keptCard(tag, async () => {
      await spend("search:visitor", addressOf(request.headers));
      return drawCard(card);
    });
    return new Response(Buffer.from(picture), {
      headers: { ...headers, "content-type": "image/png", "content-length": `${picture.length}` },
    });
  });
