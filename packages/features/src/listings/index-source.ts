import type { Ctx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import { type ListingDocument, searchableListingStates, toSearchDocument } from "@peony/domain/listings";
import { and, asc, eq, gt, inArray } from "drizzle-orm";

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

/** The listing's search document as it should be now, or null where search must not know it. */
export const readSearchDocument = async (ctx: Ctx, id: string): Promise<ListingDocument | null> => {
  const [row] = await source(ctx).where(eq(listings.id, id));
  return row ? toSearchDocument(row.listing, row.owner) : null;
};

/** All documents, in batches by id; what a rebuild writes. */
export async function* searchDocuments(ctx: Ctx, batch = 500): AsyncGenerator<ListingDocument[]> {
  let after = "";
  for (;;) {
    const rows = await source(ctx)
      .where(and(gt(listings.id, after), inArray(listings.state, [...searchableListingStates])))
      .orderBy(asc(listings.id))
      .limit(batch);
    const last = rows.at(-1);
    if (!last) return;
    after = last.listing.id;
    yield rows.flatMap((r) => toSearchDocument(r.listing, r.owner) ?? []);
  }
}

/** Ids whose rows changed after a point of the common sequence, and the sequence now; lets a rebuild catch up. */
export const changedSince = async (ctx: Ctx, seq: bigint): Promise<{ ids: string[]; seq: bigint }> => {
  const rows = await ctx.db
    .select({ id: listings.id, seq: listings.changeSeq })
    .from(listings)
    .where(gt(listings.changeSeq, seq))
    .orderBy(asc(listings.changeSeq));
  return { ids: rows.map((r) => r.id), seq: rows.at(-1)?.seq ?? seq };
};
