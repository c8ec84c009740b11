import type { Ctx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import type { OrganisationKind } from "@peony/domain/identity";
import { ipcLevels, seiPath } from "@peony/domain/listings";
import { regionPath } from "@peony/domain/shared";
import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { onMarket } from "./browse-listings.ts";

/** How many listings on the market each code has; codes without any are left out. */
export type Counts = ReadonlyMap<string, number>;

const many = sql<number>`count(*)::int`;

/**
 * By section, class and subclass of the patent classification. A listing with several symbols counts once in each level it lies in.
 * Residual classes (A99 …) and symbols that are none are left out. @param under a section or class: only it and what lies below
 */
export const countByIpc = async (ctx: Ctx, under = ""): Promise<Counts> => {
  const inside = under ? sql`and listings.ipc_tree @> array[${under}::text]` : sql``;
  const { rows } = await ctx.db.execute<{ code: string; n: number }>(
    sql`select code, ${many} as n from ${listings}, unnest(listings.ipc_tree) as code
      where ${onMarket(ctx, "open")} ${inside} and starts_with(code, ${under}) group by code`,
  );
  return new Map(rows.filter((r) => ipcLevels(r.code).length > 0).map((r) => [r.code, r.n]));
};

const groupBy = async (ctx: Ctx, column: SQL<string>): Promise<{ code: string; n: number }[]> =>
  ctx.db
    .select({ code: column, n: many })
    .from(listings)
    .where(and(onMarket(ctx), isNotNull(column)))
    .groupBy(column);

/** Adds each count to every level above it. */
const climbing = (rows: readonly { code: string; n: number }[], path: (code: string) => readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const { code, n } of rows) for (const level of path(code)) counts.set(level, (counts.get(level) ?? 0) + n);
  return counts;
};

/** By strategic industry, both levels. */
export const countByIndustry = async (ctx: Ctx): Promise<Counts> =>
  climbing(await groupBy(ctx, sql<string>`${listings.sei}`), seiPath);

/** By division: province, city and county. */
export const countByRegion = async (ctx: Ctx): Promise<Counts> =>
  climbing(await groupBy(ctx, sql<string>`${listings.region}`), regionPath);

export type Lister = {
  readonly slug: string;
  readonly kind: OrganisationKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly region: string | null;
  readonly fictional: boolean;
  readonly sample: boolean;
  readonly count: number;
};

/** Verified organisations with something on the market, and how much, in no order. */
export const countByOwner = (ctx: Ctx): Promise<Lister[]> =>
  ctx.db
    .select({
      slug: organisations.slug,
      kind: organisations.kind,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      region: organisations.region,
      fictional: organisations.fictional,
      sample: organisations.sample,
      count: many,
    })
    .from(listings)
    .innerJoin(organisations, eq(organisations.id, listings.orgId))
    .where(and(onMarket(ctx), eq(organisations.verification, "verified")))
    .groupBy(organisations.id);
