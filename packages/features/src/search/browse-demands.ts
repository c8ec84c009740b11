import type { Ctx } from "@peony/db";
import { demands } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, asc, desc, eq } from "drizzle-orm";
import { type DemandView, readDemands } from "../demands/index.ts";
import { browsePageSize } from "./browse-listings.ts";

export type BrowsedDemands = {
  readonly rows: readonly DemandView[];
  readonly page: number;
  readonly total: number;
  readonly pages: number;
};

/**
 * One page of the open demands that name this owner, newest first. One that hides its owner's name is never among them, or the list
 * would say it; one for named readers is not for everybody. @param page from 1; 20 rows each
 */
export const browseDemandsOf = async (ctx: Ctx, orgId: Id<"organisation">, page: number): Promise<BrowsedDemands> => {
  const where = and(eq(demands.orgId, orgId), eq(demands.state, "published"), eq(demands.visibility, "open"));
  const found = await ctx.db
    .select({ id: demands.id })
    .from(demands)
    .where(where)
    .orderBy(desc(demands.publishedAt), asc(demands.id));
  // whether one is still open is for the demands to say, so all of the owner's are asked about: they are few
  const open = await readDemands(
    ctx,
    found.map((one) => one.id),
  );
  const byId = new Map(open.map((one) => [one.id, one]));
  const rows = found.flatMap((one) => byId.get(one.id) ?? []);
  const start = (page - 1) * browsePageSize;
  return {
    rows: rows.slice(start, start + browsePageSize),
    total: rows.length,
    page,
    pages: Math.max(1, Math.ceil(rows.length / browsePageSize)),
  };
};
