import { createListingInput, listingFields, moveListingInput, saveListingInput } from "@peony/domain/listings";
import { pageSize, searchInput } from "@peony/domain/search";
import { decodeCursor, encodeCursor, idSchema } from "@peony/domain/shared";
import {
  createListing,
  listOwnListings,
  publishListing,
  readListing,
  saveListing,
  withdrawListing,
} from "@peony/features/listings";
import { searchListings } from "@peony/features/search";
import { z } from "zod";
import { endpoint } from "#server/endpoint.ts";
import { search } from "#server/gateways.ts";
import { counted, done, listingShape, page } from "./shapes.ts";
import { listingToWire } from "./wire.ts";

const { page: _page, ...filters } = searchInput.shape;
const cursor = z.string().max(100).optional().meta({ description: "`next` of the page before" });
const name = z.object({ id: z.string().min(1).max(120) });

const pageOf = (text: string | undefined): number => {
  const [n] = (text && decodeCursor(text)) || [1];
  return typeof n === "number" && Number.isInteger(n) && n >= 1 && n <= 50 ? n : 1;
};

export const searchListingsEndpoint = endpoint({
  method: "get",
  path: "/listings",
  id: "searchListings",
  summary: "Search listings on the market",
  auth: "public",
  query: z.strictObject({ ...filters, cursor }),
  answer: counted(listingShape).extend({ reduced: z.boolean() }),
  run: async (ctx, { query: { cursor: after, ...input } }) => {
    const at = pageOf(after);
    const found = await searchListings(ctx, search(), { ...input, page: at }, new Date());
    const more = at * pageSize < found.total && at < 50;
    return {
      items: found.rows.map(listingToWire),
      total: found.total,
      reduced: found.reduced,
      next: more ? encodeCursor([at + 1]) : null,
    };
  },
});

export const readListingEndpoint = endpoint({
  method: "get",
  path: "/listings/{id}",
  id: "readListing",
  summary: "Read a listing by id or address",
  auth: "public",
  params: name,
  answer: listingShape,
  run: async (ctx, { params }) => listingToWire(await readListing(ctx, params.id)),
});

export const ownListingsEndpoint = endpoint({
  method: "get",
  path: "/own-listings",
  id: "listOwnListings",
  summary: "Listings of your organisation, drafts too",
  auth: "key",
  query: z.strictObject({ cursor }),
  answer: page(
    z.object({
      id: z.string(),
      slug: z.string(),
      state: z.string(),
      version: z.number(),
      titleZh: z.string(),
      titleEn: z.string(),
      score: z.number(),
    }),
  ),
  run: async (ctx, { query }) => {
    const at = pageOf(query.cursor);
    const found = await listOwnListings(ctx, { page: at });
    return { items: found.rows, next: at * 50 < found.total ? encodeCursor([at + 1]) : null };
  },
});

export const createListingEndpoint = endpoint({
  method: "post",
  path: "/listings",
  id: "createListing",
  summary: "Create a draft",
  auth: "key",
  status: 201,
  body: z.strictObject({ ...listingFields, id: idSchema("listing").optional() }),
  answer: z.object({ id: z.string() }),
  run: (ctx, { body }) =>
    createListing(ctx, createListingInput.parse({ ...wire(body), id: body.id ?? ctx.newId("listing") })),
});

export const saveListingEndpoint = endpoint({
  method: "put",
  path: "/listings/{id}",
  id: "saveListing",
  summary: "Save a draft or published listing",
  auth: "key",
  params: name,
  body: z.strictObject({ ...listingFields, version: saveListingInput.shape.version }),
  answer: z.object({ version: z.number() }),
  run: (ctx, { params, body }) => saveListing(ctx, saveListingInput.parse({ ...wire(body), id: params.id })),
});

const move = z.strictObject({ version: moveListingInput.shape.version });
export const publishListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/publish",
  id: "publishListing",
  summary: "Publish a draft",
  auth: "key",
  params: name,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await publishListing(ctx, moveListingInput.parse({ ...body, id: params.id }));
    return { done: true };
  },
});

export const withdrawListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/withdraw",
  id: "withdrawListing",
  summary: "Take a listing off the market",
  auth: "key",
  params: name,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await withdrawListing(ctx, moveListingInput.parse({ ...body, id: params.id }));
    return { done: true };
  },
});

/** Parsed amounts go back to decimal strings where a whole input is parsed once more with its id. */
const wire = <T extends object>(body: T): T =>
  JSON.parse(JSON.stringify(body, (_k, v: unknown) => (typeof v === "bigint" ? v.toString() : v))) as T;
