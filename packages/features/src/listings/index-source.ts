import type { Ctx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import { type ListingDocument, toSearchDocument } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, gt, inArray, or, sql } from "drizzle-orm";
import { inSearch } from "./rows.ts";

const owner = {
  nameZh: organisations.nameZh,
  nameEn: organisations.nameEn,
  shortZh: organisations.shortZh,
  sample: organisations.sample,
};
const source = (ctx: Ctx) =>
  ctx.db
    .select({ listing: listings, owner })
    .from(listings)
    .innerJoin(organisations, eq(organisations.id, listings.orgId));

/** The listings' search documents as they should be now; ids that search must not know have none. */
export const readSearchDocuments = async (ctx: Ctx, ids: readonly string[]): Promise<ListingDocument[]> => {
  if (ids.length === 0) return [];
  const rows = await source(ctx).where(inArray(listings.id, [...ids]));
  return rows.flatMap((r) => toSearchDocument(r.listing, r.owner) ?? []);
};

/** Ids of an organisation's listings that search may know, for when its name changed. */
export const searchableIdsOf = async (ctx: Ctx, orgId: Id<"organisation">): Promise<Id<"listing">[]> => {
  const rows = await ctx.db
    .select({ id: listings.id })
    .from(listings)
    .where(and(eq(listings.orgId, orgId), inSearch));
  return rows.map((r) => r.id);
};

/** All documents, in batches by id; what a rebuild writes. */
export async function* searchDocuments(ctx: Ctx, batch = 500): AsyncGenerator<ListingDocument[]> {
  let after = "";
  for (;;) {
    const rows = await source(ctx)
      .where(and(gt(listings.id, after), inSearch))
      .orderBy(asc(listings.id))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    after = last.listing.id;
    yield rows.flatMap((r) => toSearchDocument(r.listing, r.owner) ?? []);
  }
}

/** A point in time and in the common sequence of changes. */
export type ChangePoint = { readonly seq: bigint; readonly at: Date };

export const changePoint = async (ctx: Ctx): Promise<ChangePoint> => {
  const { rows } = await ctx.db.execute<{ seq: string; at: string }>(
    sql`select coalesce((select max(change_seq) from listings), 0)::text as seq, app_now()::text as at`,
  );
  return { seq: BigInt(rows[0]?.seq ?? 0), at: new Date(rows[0]?.at ?? 0) };
};

/** Longer than any transaction of ours lives: a change that took its number before the point may have been committed after it. */
const overlapMs = 5 * 60_000;

/** Ids of listings that may have changed after the point, in batches; some may not have. */
export async function* changedSince(ctx: Ctx, point: ChangePoint, batch = 500): AsyncGenerator<Id<"listing">[]> {
  let after = "";
  for (;;) {
    const rows = await ctx.db
      .select({ id: listings.id })
      .from(listings)
      .where(
        and(
          gt(listings.id, after),
          or(gt(listings.changeSeq, point.seq), gt(listings.updatedAt, new Date(point.at.getTime() - overlapMs))),
        ),
      )
      .orderBy(asc(listings.id))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
    yield rows.map((r) => r.id);
  }
}
