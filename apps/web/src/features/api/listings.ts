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
import { cursorAt, ordinalCursor, ordinalOf } from "./cursor.ts";
import { counted, done, listingRowShape, listingShape, made, page } from "./shapes.ts";
import { listingToWire, ownListingToWire } from "./wire.ts";

const { page: _page, ...filters } = searchInput.shape;
const lastPage = 50;
const ownPageSize = 50;
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
  query: z.strictObject({ ...filters, cursor: ordinalCursor }),
  answer: counted(listingShape).extend({ reduced: z.boolean() }),
  run: async (ctx, { query: { cursor: after, ...input } }) => {
    const at = Math.min(ordinalOf(after, 1), lastPage);
    const found = await searchListings(ctx, search(), { ...input, page: at }, new Date());
    const more = at * pageSize < found.total && at < lastPage;
    return {
      items: found.rows.map(listingToWire),
      total: found.total,
      reduced: found.reduced,
      next: more ? cursorAt(at + 1) : null,
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
  query: z.strictObject({ cursor: ordinalCursor }),
  answer: page(listingRowShape),
  run: async (ctx, { query }) => {
    const at = ordinalOf(query.cursor, 1);
    const found = await listOwnListings(ctx, { page: at, limit: ownPageSize });
    return { items: found.rows.map(ownListingToWire), next: at * ownPageSize < found.total ? cursorAt(at + 1) : null };
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
  body: fields.safeExtend({ version: saveListingInput.shape.version }),
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
