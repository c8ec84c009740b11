import { type Ctx, oneOr404, reading } from "@peony/db";
import { files, listingFiles, listings, organisations } from "@peony/db/schema";
import { isTeam, requireMember } from "@peony/domain/identity";
import {
  type ListingState,
  listingGaps,
  listingMissing,
  listingScore,
  searchableListingStates,
} from "@peony/domain/listings";
import type { Bilingual } from "@peony/domain/shared";
import { homeCountry } from "@peony/domain/shared";
import { and, desc, eq, inArray, ne, notInArray, or, sql } from "drizzle-orm";
import { hasSheet, unconfirmed } from "./confirmations.ts";
import { listingsNaming, readableOwn } from "./named-in.ts";
import { factsOf, inSearch, type ListingRow } from "./rows.ts";
import { type ListingView, ownerColumns, readerCountry, viewOf } from "./view-listing.ts";

const rowsWhere = (ctx: Ctx, where: ReturnType<typeof and>) =>
  ctx.db
    .select({ listing: listings, owner: ownerColumns })
    .from(listings)
    .innerJoin(organisations, eq(organisations.id, listings.orgId))
    .where(where);

/** Whether a member without a seat in the office is one of its inventors. */
const isNamed = async (ctx: Ctx, row: ListingRow): Promise<boolean> => {
  const { actor } = ctx;
  if (actor.kind !== "person" || actor.orgId !== row.orgId || isTeam(actor)) return false;
  return (await listingsNaming(ctx, requireMember(actor))).includes(row.id);
};

/** By id or short address: public states for everybody, the rest for the owner's members only. @throws DomainError not-found */
export const readListing = async (ctx: Ctx, name: string): Promise<ListingView & { files: ListingFile[] }> => {
  const found = oneOr404(await rowsWhere(ctx, or(eq(listings.slug, name), eq(listings.id, name))), name);
  const view = viewOf(ctx, found.listing, found.owner, await isNamed(ctx, found.listing));
  const visible = oneOr404(view ? [view] : [], name);
  if (visible.gate !== "open") return { ...visible, files: [] };
  const files = await filesOf(ctx, visible.id);
  if (visible.own) return { ...visible, files };
  const parts = (await readListings(ctx, found.listing.parts)).map((part) => part.id);
  return { ...visible, parts, files };
};

export type ListingFile = { id: string; name: string; mediaType: string; size: number; alt: Bilingual };
/** Files of a listing the reader may have, in their order. */
export const filesOf = (ctx: Ctx, listingId: string): Promise<ListingFile[]> =>
  reading(ctx, (t) =>
    t.tx
      .select({
        id: files.id,
        name: files.name,
        mediaType: files.mediaType,
        size: files.size,
        alt: listingFiles.alt,
      })
      .from(listingFiles)
      .innerJoin(files, eq(files.id, listingFiles.fileId))
      .where(eq(listingFiles.listingId, listingId))
      .orderBy(listingFiles.position),
  );

/** The own listing for its editor, with what is missing, how ready it is, and what its next step waits for. @throws DomainError not-found */
export const readOwnListing = async (ctx: Ctx, id: string) => {
  const member = requireMember(ctx.actor);
  const found = oneOr404(await rowsWhere(ctx, and(eq(listings.id, id), await readableOwn(ctx, member))), id);
  const { searchText: _searchText, changeSeq: _changeSeq, ...row } = found.listing;
  return {
    ...row,
    owner: found.owner,
    own: true,
    gate: "open" as const,
    files: await filesOf(ctx, id),
    gaps: listingGaps(factsOf(found.listing)),
    missing: listingMissing(factsOf(found.listing)).map(({ id: rule, field, level, points }) => ({
      rule,
      field,
      level,
      points,
    })),
    score: listingScore(factsOf(found.listing)),
    /** Inventors who have not accepted the text and share as they are. */
    unconfirmed: (await reading(ctx, (t) => unconfirmed(t, found.listing))).length,
    hasSheet: hasSheet(found.listing),
    /** The reader filled the compliance sheet in, and so cannot clear it. */
    sheetIsMine: found.listing.complianceBy === member.userId,
  };
};

/** Own single listings that a bundle may be made of, by title. */
export const listPartChoices = async (ctx: Ctx, id: string, limit = 500) => {
  const { orgId } = requireMember(ctx.actor);
  return ctx.db
    .select({ id: listings.id, titleZh: listings.titleZh, titleEn: listings.titleEn, number: listings.number })
    .from(listings)
    .where(
      and(
        eq(listings.orgId, orgId),
        ne(listings.id, id),
        ne(listings.assetKind, "bundle"),
        notInArray(listings.state, ["withdrawn", "assigned"]),
      ),
    )
    .orderBy(listings.titleZh, listings.id)
    .limit(limit);
};

/** The own organisation's listings that the reader may have, last touched first, and how many there are of each state. */
export const listOwnListings = async (
  ctx: Ctx,
  input: { state?: ListingState; page?: number; limit?: number } = {},
) => {
  const limit = input.limit ?? 50;
  const readable = await readableOwn(ctx, requireMember(ctx.actor));
  const own = and(readable, input.state ? eq(listings.state, input.state) : undefined);
  const rows = await ctx.db
    .select()
    .from(listings)
    .where(own)
    .orderBy(desc(listings.updatedAt), desc(listings.id))
    .limit(limit)
    .offset(((input.page ?? 1) - 1) * limit);
  const counts = await ctx.db
    .select({ state: listings.state, n: sql<number>`count(*)::int` })
    .from(listings)
    .where(readable)
    .groupBy(listings.state);
  return {
    rows: rows.map((r) => ({
      id: r.id,
      slug: r.slug,
      state: r.state,
      titleZh: r.titleZh,
      titleEn: r.titleEn,
      version: r.version,
      field: r.field,
      number: r.number,
      updatedAt: r.updatedAt,
      publishedAt: r.publishedAt,
      score: listingScore(factsOf(r)),
      refreshedOn: r.refreshedOn,
      exportClassAsked: r.exportClassAsked,
      returned: r.returnedReason !== null,
    })),
    counts: Object.fromEntries(counts.map((c) => [c.state, c.n])) as Partial<Record<ListingState, number>>,
    total: await ctx.db.$count(listings, own),
  };
};

/** Public listings by id, in the order asked; whatever left the market is left out, so a late index shows nothing withdrawn. */
export const readListings = async (ctx: Ctx, ids: readonly string[]): Promise<ListingView[]> => {
  if (ids.length === 0) return [];
  const rows = await rowsWhere(
    ctx,
    and(inArray(listings.id, [...ids]), inArray(listings.state, [...searchableListingStates])),
  );
  const byId = new Map(rows.map((r) => [r.listing.id, r]));
  return ids.flatMap((id) => {
    const r = byId.get(id);
    return (r && viewOf(ctx, r.listing, r.owner)) ?? [];
  });
};

/** Others like it: same main class first, then the same field. */
export const similarListings = async (
  ctx: Ctx,
  listing: Pick<ListingRow, "id" | "field" | "ipc">,
  limit = 4,
): Promise<ListingView[]> => {
  const subclass = listing.ipc[0]?.slice(0, 4) ?? "-";
  // a class that a teaser keeps back must not be told by what it stands beside
  const open = readerCountry(ctx) === homeCountry ? sql`true` : eq(listings.exportClass, "free");
  const sameClass = sql`(${open} and exists (select 1 from unnest(${listings.ipc}) s where left(s, 4) = ${subclass}))`;
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(
      and(
        ne(listings.id, listing.id),
        eq(listings.state, "published"),
        or(eq(listings.field, listing.field as ListingRow["field"]), sameClass),
      ),
    )
    .orderBy(sql`not ${sameClass}`, desc(listings.publishedAt), listings.id)
    .limit(limit);
  return readListings(
    ctx,
    rows.map((r) => r.id),
  );
};

/** What the home page counts: listings on the market, by field, with a lately checked legal status; and the newest. */
export const readMarket = async (ctx: Ctx, newest = 4) => {
  const byField = await ctx.db
    .select({ field: listings.field, n: sql<number>`count(*)::int` })
    .from(listings)
    .where(inSearch)
    .groupBy(listings.field);
  const [checked] = await ctx.db
    .select({
      n: sql<number>`count(*) filter (where ${listings.legalCheckedOn} >= current_date - 90)::int`,
      total: sql<number>`count(*)::int`,
    })
    .from(listings)
    .where(inSearch);
  const fresh = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(eq(listings.state, "published"))
    .orderBy(desc(listings.publishedAt), listings.id)
    .limit(newest);
  return {
    fields: Object.fromEntries(byField.map((f) => [f.field, f.n])) as Record<string, number>,
    total: checked?.total ?? 0,
    checked: checked?.n ?? 0,
    newest: await readListings(
      ctx,
      fresh.map((f) => f.id),
    ),
  };
};
