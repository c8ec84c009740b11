import { sitemapPartXml } from "#features/sitemap/sitemap.ts";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { answering, dataHeaders } from "#server/route.ts";

type Context = { params: Promise<{ part: string }> };

/** One part of the list of public pages, where there are too many for one list. */
export const GET = (request: Request, { params }: Context): Promise<Response> =>
  answering(
    request,
    async () =>
      new Response(await sitemapPartXml(await requestCtx(), env().PEONY_URL, (await params).part), {
        headers: {
          ...dataHeaders(),
          "content-type": "application/xml; charset=utf-8",
          "cache-control": "public, max-age=3600",
        },
      }),
  );
