import type { Ctx } from "@peony/db";
import { demands, listings, organisations } from "@peony/db/schema";
import { demandFields } from "@peony/domain/demands";
import { exchangeFormat, exchangeVersion } from "@peony/domain/exchange";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { listingFields } from "@peony/domain/listings";
import { and, asc, eq, gt } from "drizzle-orm";

/** An item as it is written: plain JSON, money as decimal strings of minor units. */
export type WrittenItem = { readonly type: "listing" | "demand"; readonly id: string } & Readonly<
  Record<string, unknown>
>;

/** A row's fields as they are written: money as text. */
const plain = (row: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, typeof row[name] === "bigint" ? String(row[name]) : row[name]]));

type ListingRow = typeof listings.$inferSelect;
type DemandRow = typeof demands.$inferSelect;

/** A listing as an item of the format. */
export const writtenListing = (row: ListingRow): WrittenItem => ({
  type: "listing",
  id: row.id,
  ...plain({ ...row, title: { zh: row.titleZh, en: row.titleEn } }, Object.keys(listingFields)),
  compliance: row.complianceBy
    ? {
        exportClass: row.exportClass,
        secrecy: row.secrecy,
        thirdParty: row.thirdParty,
        stateAsset: row.stateAsset,
        note: row.complianceNote,
      }
    : null,
});

/** A demand as an item of the format. */
export const writtenDemand = (row: DemandRow): WrittenItem => ({
  type: "demand",
  id: row.id,
  ...plain({ ...row, title: { zh: row.titleZh, en: row.titleEn } }, Object.keys(demandFields)),
});

const listingItems = async (ctx: Ctx, { orgId }: MemberActor, after: string, limit: number): Promise<WrittenItem[]> => {
  const rows = await ctx.db
    .select()
    .from(listings)
    .where(and(eq(listings.orgId, orgId), gt(listings.id, after)))
    .orderBy(asc(listings.id))
    .limit(limit);
  return rows.map(writtenListing);
};

const demandItems = async (ctx: Ctx, { orgId }: MemberActor, after: string, limit: number): Promise<WrittenItem[]> => {
  const rows = await ctx.db
    .select()
    .from(demands)
    .where(and(eq(demands.orgId, orgId), gt(demands.id, after)))
    .orderBy(asc(demands.id))
    .limit(limit);
  return rows.map(writtenDemand);
};

const readers = { listing: listingItems, demand: demandItems };

/** What the own organisation has, drafts too, in the open exchange format; `after` is the last item's id of the part before. */
export const exportItems = async (
  ctx: Ctx,
  input: { readonly type: "listing" | "demand"; readonly after: string; readonly limit: number },
): Promise<WrittenItem[]> => readers[input.type](ctx, requireMember(ctx.actor, officerRoles), input.after, input.limit);

/** What stands before the items of an envelope. */
export const exportHead = async (ctx: Ctx, now: Date) => {
  const { orgId } = requireMember(ctx.actor, officerRoles);
  const [own] = await ctx.db
    .select({ slug: organisations.slug })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return {
    format: exchangeFormat,
    version: exchangeVersion,
    source: own?.slug ?? orgId,
    exportedAt: now.toISOString(),
  };
};
