import { ipcLevelTitle, isLabelledSubclass, seiTitle } from "@peony/domain/listings";
import { type Bilingual, regionPath } from "@peony/domain/shared";
import { type BrowsedListings, type BrowsePlace, browseListings } from "@peony/features/search";
import { notFound } from "next/navigation";
import { cache } from "react";
import { isNamedRegion } from "#features/listings/region-name.ts";
import { requestCtx } from "#server/ctx.ts";
import { lastPage } from "./paging.ts";

/** A page of a place in the catalogue: the same for its head and its body. A page past the end is not there. */
const readOnce = cache(
  async (kind: "ipc" | "industry" | "region", code: string, page: number): Promise<BrowsedListings> => {
    const place: BrowsePlace = kind === "ipc" ? { kind, symbol: code } : { kind, code };
    const found = await browseListings(await requestCtx(), place, page);
    if (page > found.pages || page > lastPage) notFound();
    return found;
  },
);

/** A section, class or subclass, or "not there": residual classes, and subclasses without a name that nothing lies in. */
export const readField = async (symbol: string, page: number): Promise<BrowsedListings & { title: Bilingual }> => {
  const title = ipcLevelTitle(symbol) ?? notFound();
  const found = await readOnce("ipc", symbol, page);
  if (symbol.length === 4 && found.total === 0 && !isLabelledSubclass(symbol)) notFound();
  return { ...found, title };
};

/** An industry of either level, or "not there". */
export const readIndustry = async (code: string, page: number): Promise<BrowsedListings & { title: Bilingual }> => {
  const title = seiTitle(code) ?? notFound();
  return { ...(await readOnce("industry", code, page)), title };
};

/** A division, or "not there": headings of the standard, and divisions without a name that nothing lies in. */
export const readRegion = async (code: string, page: number): Promise<BrowsedListings> => {
  if (regionPath(code).at(-1) !== code) notFound();
  const found = await readOnce("region", code, page);
  if (found.total === 0 && !isNamedRegion(code)) notFound();
  return found;
};
