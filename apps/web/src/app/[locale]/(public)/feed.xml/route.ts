import { isLocale } from "@peony/i18n";
import { feedXml } from "#features/feed/feed-xml.ts";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";
import { answering, dataHeaders } from "#server/route.ts";

type Props = { params: Promise<{ locale: string }> };

/** News of the market for feed readers; kept by caches for ten minutes. */
export const GET = (request: Request, { params }: Props): Promise<Response> =>
  answering(request, async () => {
    const { locale } = await params;
    const body = await feedXml(await requestCtx(), isLocale(locale) ? locale : "zh", env().PEONY_URL);
    return new Response(body, {
      headers: {
        ...dataHeaders(),
        "content-type": "application/atom+xml; charset=utf-8",
        "cache-control": "public, max-age=600",
      },
    });
  });
