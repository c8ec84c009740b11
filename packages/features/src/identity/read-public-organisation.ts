import { type Ctx, oneOr404 } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { and, eq, or } from "drizzle-orm";

const publicColumns = {
  id: organisations.id,
  slug: organisations.slug,
  kind: organisations.kind,
  nameZh: organisations.nameZh,
  nameEn: organisations.nameEn,
  shortZh: organisations.shortZh,
  region: organisations.region,
  country: organisations.country,
  introZh: organisations.introZh,
  introEn: organisations.introEn,
  verification: organisations.verification,
  verifiedAt: organisations.verifiedAt,
  fictional: organisations.fictional,
  sample: organisations.sample,
};

/**
 * An organisation as anybody may see it: names, place, introduction, and when the operator verified it. One that is not verified
 * has no public page yet; its own members see what theirs will be. @throws DomainError not-found
 */
export const readPublicOrganisation = async (ctx: Ctx, slug: string) => {
  const own = ctx.actor.kind === "person" && ctx.actor.orgId ? eq(organisations.id, ctx.actor.orgId) : undefined;
  return oneOr404(
    await ctx.db
      .select(publicColumns)
      .from(organisations)
      .where(and(eq(organisations.slug, slug), or(eq(organisations.verification, "verified"), own))),
    slug,
  );
};

/** How many organisations the operator has verified. */
export const countVerifiedOrganisations = (ctx: Ctx): Promise<number> =>
  ctx.db.$count(organisations, eq(organisations.verification, "verified"));
