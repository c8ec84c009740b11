import { locales } from "@peony/i18n";
import type { MetadataRoute } from "next";
import { env } from "#server/env.ts";

export const dynamic = "force-dynamic";

/** Pages of members and their work; they ask for a sign-in anyway, this only spares the way. */
const desk = [
  ...["deals", "desk", "disclosures", "import", "listings", "matches", "operator", "proposals", "results", "reviews"],
  ...["settings", "sign", "start", "statement", "triage"],
];

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      // pictures of shared links are fetched by machines that keep to this
      allow: ["/", "/api/cards/"],
      disallow: ["/api/", ...locales.flatMap((l) => desk.map((part) => `/${l}/${part}`))],
    },
    sitemap: `${env().PEONY_URL}/sitemap.xml`,
  };
}
