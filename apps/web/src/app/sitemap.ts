import type { MetadataRoute } from "next";
import { sitemapOf } from "#features/shell/sitemap.ts";
import { requestCtx } from "#server/ctx.ts";
import { env } from "#server/env.ts";

export const dynamic = "force-dynamic";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  return sitemapOf(await requestCtx(), env().PEONY_URL);
}
