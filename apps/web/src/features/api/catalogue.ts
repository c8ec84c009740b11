import { organisationKinds } from "@peony/domain/identity";
import { ipcLevelTitle, seiTitle } from "@peony/domain/listings";
import { DomainError, idSchema, regionPath } from "@peony/domain/shared";
import { readPublicOrganisation } from "@peony/features/identity";
import {
  type BrowsePlace,
  browseDemandsOf,
  browseListings,
  browsePageSize,
  type Counts,
  countByIndustry,
  countByIpc,
  countByOwner,
  countByRegion,
} from "@peony/features/search";
import { z } from "zod";
import { regionName } from "#features/listings/region-name.ts";
import { endpoint } from "#server/endpoint.ts";
import { acrossPages, limitOf, ordinalCursor, pageOfAll } from "./cursor.ts";
import { counted, demandShape, instant, listingShape, page, text } from "./shapes.ts";
import { demandToWire, listingToWire } from "./wire.ts";

const lastPage = 500;
const demandPageSize = 20;
const paged = (usual: number) => z.strictObject({ cursor: ordinalCursor, limit: limitOf(usual) });
const slug = z.object({ slug: z.string().regex(/^[\w-]{1,120}$/) });
const by = z.enum(["fields", "industries", "regions"]);
const codes = z.string().regex(/^[A-Z0-9.]{1,20}$/);

const titles = {
  fields: ipcLevelTitle,
  industries: seiTitle,
  regions: (code: string) =>
    regionPath(code).at(-1) === code ? { zh: regionName("zh", code), en: regionName("en", code) } : null,
} as const;
const counts = { fields: countByIpc, industries: countByIndustry, regions: countByRegion } as const;
const places = {
  fields: (symbol: string): BrowsePlace => ({ kind: "ipc", symbol }),
  industries: (code: string): BrowsePlace => ({ kind: "industry", code }),
  regions: (code: string): BrowsePlace => ({ kind: "region", code }),
} as const;

export const countCatalogueEndpoint = endpoint({
  method: "get",
  path: "/catalogue/{by}",
  id: "countCatalogue",
  summary:
    "How many listings are on the market in each field of the patent classification, each industry or each region",
  auth: "public",
  searches: true,
  params: z.object({ by }),
  answer: z.object({ counts: z.array(z.object({ code: z.string(), title: text, count: z.number().int() })) }),
  run: async (ctx, { params }) => {
    const found: Counts = await counts[params.by](ctx);
    const rows = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      counts: rows.map(([code, count]) => ({ code, count, title: titles[params.by](code) ?? { zh: code, en: code } })),
    };
  },
});

export const browseCatalogueEndpoint = endpoint({
  method: "get",
  path: "/catalogue/{by}/{code}",
  id: "browseCatalogue",
  summary: "What is on the market in a field, an industry or a region, newest first",
  auth: "public",
  searches: true,
  params: z.object({ by, code: codes }),
  query: paged(browsePageSize),
  answer: counted(listingShape),
  run: async (ctx, { params, query }) => {
    if (!titles[params.by](params.code)) throw new DomainError("not-found", `${params.by} ${params.code}`);
    const place = places[params.by](params.code);
    const found = await acrossPages(browsePageSize, lastPage, query, (n) => browseListings(ctx, place, n));
    return { ...found, items: found.items.map(listingToWire) };
  },
});

const lister = z.object({
  slug: z.string(),
  kind: z.enum(organisationKinds),
  nameZh: z.string(),
  nameEn: z.string(),
  region: z.string().nullable(),
  fictional: z.boolean(),
});

export const listOrganisationsEndpoint = endpoint({
  method: "get",
  path: "/organisations",
  id: "listOrganisations",
  summary: "Universities and other organisations with something on the market, and how much",
  auth: "public",
  searches: true,
  query: paged(50),
  answer: page(lister.extend({ count: z.number().int() })),
  run: async (ctx, { query }) => {
    const all = await countByOwner(ctx);
    return pageOfAll(
      all.toSorted((a, b) => (a.slug < b.slug ? -1 : 1)),
      query,
    );
  },
});

export const readOrganisationEndpoint = endpoint({
  method: "get",
  path: "/organisations/{slug}",
  id: "readOrganisation",
  summary: "An organisation as anybody sees it",
  auth: "public",
  params: slug,
  answer: lister.extend({
    id: idSchema("organisation"),
    country: z.string(),
    introZh: z.string(),
    introEn: z.string(),
    verification: z.string(),
    verifiedAt: instant,
  }),
  run: async (ctx, { params }) => {
    const seen = await readPublicOrganisation(ctx, params.slug);
    return { ...seen, verifiedAt: seen.verifiedAt?.toISOString() ?? null };
  },
});

export const organisationListingsEndpoint = endpoint({
  method: "get",
  path: "/organisations/{slug}/listings",
  id: "listOrganisationListings",
  summary: "What an organisation has on the market, newest first",
  auth: "public",
  searches: true,
  params: slug,
  query: paged(browsePageSize),
  answer: counted(listingShape),
  run: async (ctx, { params, query }) => {
    const { id: orgId } = await readPublicOrganisation(ctx, params.slug);
    const read = (n: number) => browseListings(ctx, { kind: "owner", orgId }, n);
    const found = await acrossPages(browsePageSize, lastPage, query, read);
    return { ...found, items: found.items.map(listingToWire) };
  },
});

export const organisationDemandsEndpoint = endpoint({
  method: "get",
  path: "/organisations/{slug}/demands",
  id: "listOrganisationDemands",
  summary: "Open demands that name an organisation, newest first",
  auth: "public",
  searches: true,
  params: slug,
  query: paged(demandPageSize),
  answer: counted(demandShape),
  run: async (ctx, { params, query }) => {
    const { id } = await readPublicOrganisation(ctx, params.slug);
    const found = await acrossPages(demandPageSize, lastPage, query, (n) => browseDemandsOf(ctx, id, n));
    return { ...found, items: found.items.map(demandToWire) };
  },
});
