import type { Ctx } from "@peony/db";
import { listings } from "@peony/db/schema";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, eq, max, sql } from "drizzle-orm";
import { inSearch } from "./rows.ts";

const shown = 5;

/** Who of an organisation answers about what it has on the market, as its listings say; whoever answers about the newest stands first. */
export const contactTeamsOf = async (ctx: Ctx, orgId: Id<"organisation">): Promise<Bilingual[]> => {
  const team = listings.contactTeam;
  const rows = await ctx.db
    .select({ team })
    .from(listings)
    .where(and(eq(listings.orgId, orgId), inSearch, sql`${team} <> '{"zh": "", "en": ""}'::jsonb`))
    .groupBy(team)
    .orderBy(sql`${max(listings.publishedAt)} desc nulls last`, team)
    .limit(shown);
  return rows.map((r) => r.team);
};
