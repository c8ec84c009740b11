import { importedListing, moveListingInput, saveListingInput } from "@peony/domain/listings";
import { pageSize, searchInput } from "@peony/domain/search";
import { idSchema } from "@peony/domain/shared";
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
import { requestNow } from "#server/now.ts";
import { acrossPages, limitOf, ordinalCursor } from "./cursor.ts";
import { counted, done, listingRowShape, listingShape, made } from "./shapes.ts";
import { listingToWire, ownListingToWire } from "./wire.ts";

const { page: _page, ...filters } = searchInput.shape;
const lastPage = 50;
const ownPageSize = 50;
const ownLastPage = 200;
const name = z.object({ id: z.string().regex(/^[\w-]{1,120}$/) });
const own = z.object({ id: idSchema("listing") });
/** What a listing says, as the form sends it. */
const fields = importedListing;

export const searchListingsEndpoint = endpoint({
  method: "get",
  path: "/listings",
  id: "searchListings",
  summary: "Search listings on the market",
  auth: "public",
  searches: true,
  query: z.strictObject({ ...filters, cursor: ordinalCursor, limit: limitOf(pageSize) }),
  answer: counted(listingShape).extend({
    reduced: z.boolean().meta({ description: "The search engine is away; found by simpler means" }),
  }),
  run: async (ctx, { query: { cursor, limit, ...input } }) => {
    let reduced = false;
    const found = await acrossPages(pageSize, lastPage, { cursor, limit }, async (number) => {
      const hits = await searchListings(ctx, search(), { ...input, page: number }, await requestNow());
      reduced ||= hits.reduced;
      return hits;
    });
    return { ...found, items: found.items.map(listingToWire), reduced };
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
  query: z.strictObject({ cursor: ordinalCursor, limit: limitOf(ownPageSize) }),
  answer: counted(listingRowShape),
  run: async (ctx, { query }) => {
    const read = (number: number) => listOwnListings(ctx, { page: number, limit: ownPageSize });
    const found = await acrossPages(ownPageSize, ownLastPage, query, read);
    return { ...found, items: found.items.map(ownListingToWire) };
  },
});

export const createListingEndpoint = endpoint({
  method: "post",
  path: "/listings",
  id: "createListing",
  summary: "Create a draft",
  auth: "key",
  status: 201,
  body: fields,
  answer: made,
  run: async (ctx, { body }) => {
    const id = ctx.newId("listing");
    await createListing(ctx, { ...body, id });
    return { id };
  },
});

export const saveListingEndpoint = endpoint({
  method: "put",
  path: "/listings/{id}",
  id: "saveListing",
  summary: "Save a draft or published listing",
  auth: "key",
  params: own,
  body: fields.safeExtend({
    version: saveListingInput.shape.version,
    takeBack: saveListingInput.shape.takeBack.meta({
      description: "Take a live listing back to a draft where this changes what was confirmed and cleared",
    }),
  }),
  answer: z.object({ version: z.number() }),
  run: (ctx, { params, body }) => saveListing(ctx, { ...body, id: params.id }),
});

const move = z.strictObject({ version: moveListingInput.shape.version });
export const publishListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/publish",
  id: "publishListing",
  summary: "Publish a draft",
  auth: "key",
  params: own,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await publishListing(ctx, { ...body, id: params.id });
    return { done: true };
  },
});

export const withdrawListingEndpoint = endpoint({
  method: "post",
  path: "/listings/{id}/withdraw",
  id: "withdrawListing",
  summary: "Take a listing off the market",
  auth: "key",
  params: own,
  body: move,
  answer: done,
  run: async (ctx, { params, body }) => {
    await withdrawListing(ctx, { ...body, id: params.id });
    return { done: true };
  },
});
