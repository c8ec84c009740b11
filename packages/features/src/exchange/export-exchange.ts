import { type Ctx, reading } from "@peony/db";
import { demands, files, listingFiles, listings, organisations } from "@peony/db/schema";
import { demandFields } from "@peony/domain/demands";
import { exchangeFormat, exchangeVersion, type listingItem } from "@peony/domain/exchange";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { listingFields } from "@peony/domain/listings";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { z } from "zod";

/** An item as it is written: plain JSON, money as decimal strings of minor units. */
export type WrittenItem = { readonly type: "listing" | "demand"; readonly id: string } & Readonly<
  Record<string, unknown>
>;

/** A row's fields as they are written: money as text. */
const plain = (row: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, typeof row[name] === "bigint" ? String(row[name]) : row[name]]));

type ListingRow = typeof listings.$inferSelect;
type DemandRow = typeof demands.$inferSelect;

type ListedFile = z.output<typeof listingItem>["files"][number];

/** Files that hang on listings themselves, which are public as the listing is; those of rooms and deals hang elsewhere. */
const filesOf = (ctx: Ctx, ids: readonly Id<"listing">[]): Promise<ReadonlyMap<string, ListedFile[]>> =>
  reading(ctx, async (t) => {
    const rows = await t.tx
      .select({
        ...{ listingId: listingFiles.listingId, alt: listingFiles.alt },
        ...{ name: files.name, mediaType: files.mediaType, size: files.size, sha256: files.sha256 },
      })
      .from(listingFiles)
      .innerJoin(files, eq(files.id, listingFiles.fileId))
      .where(and(inArray(listingFiles.listingId, [...ids]), eq(files.purpose, "listing")))
      .orderBy(asc(listingFiles.position), asc(files.id));
    const byListing = new Map<string, ListedFile[]>();
    for (const { listingId, ...file } of rows) byListing.set(listingId, [...(byListing.get(listingId) ?? []), file]);
    return byListing;
  });

/** A listing as an item of the format, without its files. */
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
  const attached = await filesOf(
    ctx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...writtenListing(row), files: attached.get(row.id) ?? [] }));
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
