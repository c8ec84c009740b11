import { locales } from "@peony/i18n";
import type { MetadataRoute } from "next";
import { env } from "#server/env.ts";

export const dynamic = "force-dynamic";

/** Pages of members and their work; they ask for a sign-in anyway, this only spares the way. */
const desk = ["desk", "listings", "deals", "matches", "statement", "settings", "start", "operator", "sign"];

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      allow: "/",
      disallow: ["/api/", ...locales.flatMap((l) => desk.map((part) => `/${l}/${part}`))],
    },
    sitemap: `${env().PEONY_URL}/sitemap.xml`,
  };
}
