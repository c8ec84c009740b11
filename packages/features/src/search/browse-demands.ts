import type { Ctx } from "@peony/db";
import type { Id } from "@peony/domain/shared";
import { browseDemandsByOwner, type DemandView } from "../demands/index.ts";
import { browsePageSize } from "./browse-listings.ts";

export type BrowsedDemands = {
  readonly rows: readonly DemandView[];
  readonly page: number;
  readonly total: number;
  readonly pages: number;
};

/** One page of the open demands that name this owner, as `browseDemandsByOwner` has them. @param page from 1; 20 rows each */
export const browseDemandsOf = async (ctx: Ctx, orgId: Id<"organisation">, page: number): Promise<BrowsedDemands> => {
  const { rows, total } = await browseDemandsByOwner(ctx, orgId, { page, size: browsePageSize });
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / browsePageSize)) };
};
