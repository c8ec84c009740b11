import { sitemapXml } from "#features/sitemap/sitemap.ts";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { answering, dataHeaders } from "#server/route.ts";

/** Every public page, for search engines; kept by caches for an hour. */
export const GET = (request: Request): Promise<Response> =>
  answering(
    request,
    async () =>
      new Response(await sitemapXml(await requestCtx(), env().PEONY_URL), {
        headers: {
          ...dataHeaders(),
          "content-type": "application/xml; charset=utf-8",
          "cache-control": "public, max-age=3600",
        },
      }),
  );
