import type { Locale } from "@peony/domain/shared";
import { readListing } from "@peony/features/listings";
import { cache } from "react";
import { requestCtx } from "#server/ctx.ts";
import { found } from "#server/page.ts";

/** The listing of a page, read once for its head and its body. */
export const readForPage = cache(async (locale: Locale, slug: string) =>
  found(locale, readListing(await requestCtx(), slug)),
);
