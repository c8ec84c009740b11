import { type Ctx, oneOr404, reading } from "@peony/db";
import { listings, listingVersions, users } from "@peony/db/schema";
import { requireMember } from "@peony/domain/identity";
import { diffVersions, type FieldChange } from "@peony/domain/listings";
import { and, desc, eq, inArray } from "drizzle-orm";
import { fieldsOfRow } from "./keep-version.ts";
import { readableOwn } from "./named-in.ts";
import type { ListingRow } from "./rows.ts";

export type ListingVersion = {
  readonly version: number;
  /** Place in the history, from 1. */
  readonly nth: number;
  readonly savedAt: Date;
  /** Name of who wrote it; nobody where it came from a file. */
  readonly savedBy: string | null;
  /** Fields that differ from the version before. */
  readonly changed: readonly string[];
  readonly current: boolean;
};

/** Versions shown; older ones stay kept. */
const mostVersions = 200;
type Kept = { version: number; fields: Record<string, unknown>; savedBy: string | null; savedAt: Date };

const kept = {
  version: listingVersions.version,
  fields: listingVersions.fields,
  savedBy: listingVersions.savedBy,
  savedAt: listingVersions.savedAt,
};

const ownRow = async (ctx: Ctx, id: string): Promise<ListingRow> => {
  const own = and(eq(listings.id, id), await readableOwn(ctx, requireMember(ctx.actor)));
  return oneOr404(await ctx.db.select().from(listings).where(own), id);
};

/** The text as it is, which stands on top. Its number is that of the row. */
const asItIs = (row: ListingRow): Kept => ({
  version: row.version,
  fields: fieldsOfRow(row),
  savedBy: row.savedBy ?? row.createdBy,
  savedAt: row.savedAt ?? row.createdAt,
});

/** What the own listing said last, newest first, with one more than is shown to compare with, and how many texts there ever were. */
const historyOf = async (ctx: Ctx, id: string) => {
  const row = await ownRow(ctx, id);
  const ofRow = eq(listingVersions.listingId, row.id);
  return reading(ctx, async (t) => {
    const older: Kept[] = await t.tx
      .select(kept)
      .from(listingVersions)
      .where(ofRow)
      .orderBy(desc(listingVersions.version))
      .limit(mostVersions);
    return { row, all: [asItIs(row), ...older], total: 1 + (await t.tx.$count(listingVersions, ofRow)) };
  });
};

const namesOf = async (ctx: Ctx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> => {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return new Map();
  const rows = await ctx.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, asked));
  return new Map(rows.map((u) => [u.id, u.name]));
};

/** The versions of the own listing, newest first: who wrote each, when, and which fields moved. @throws DomainError not-found */
export const listVersions = async (ctx: Ctx, id: string) => {
  const { row, all, total } = await historyOf(ctx, id);
  const shown = all.slice(0, mostVersions);
  const names = await namesOf(
    ctx,
    shown.map((v) => v.savedBy),
  );
  const versions = shown.map(
    (v, i): ListingVersion => ({
      version: v.version,
      nth: total - i,
      savedAt: v.savedAt,
      savedBy: v.savedBy === null ? null : (names.get(v.savedBy) ?? null),
      changed: [...new Set(diffVersions(all[i + 1]?.fields ?? v.fields, v.fields).map((c) => c.field))],
      current: i === 0,
    }),
  );
  return {
    id: row.id,
    titleZh: row.titleZh,
    titleEn: row.titleEn,
    state: row.state,
    version: row.version,
    currency: row.currency,
    versions,
  };
};

/** What changed between two versions of the own listing, the older one first. @throws DomainError not-found */
export const compareVersions = async (ctx: Ctx, id: string, from: number, to: number): Promise<FieldChange[]> => {
  const row = await ownRow(ctx, id);
  return reading(ctx, async (t) => {
    const older = await t.tx
      .select(kept)
      .from(listingVersions)
      .where(and(eq(listingVersions.listingId, row.id), inArray(listingVersions.version, [from, to])));
    const all = [asItIs(row), ...older];
    const one = (version: number) =>
      oneOr404(all.filter((v) => v.version === version).slice(0, 1), `version ${version}`);
    return diffVersions(one(from).fields, one(to).fields);
  });
};
