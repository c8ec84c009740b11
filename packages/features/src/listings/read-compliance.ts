import { type Ctx, oneOr404 } from "@peony/db";
import { listings, organisations, users } from "@peony/db/schema";
import { isHouse, officerRoles, requireMember } from "@peony/domain/identity";
import { complianceGaps } from "@peony/domain/listings";
import { decodeCursor } from "@peony/domain/shared";
import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import { requireOperator } from "../identity/index.ts";
import { awaitsSecond } from "./review-compliance.ts";
import { ownerColumns, viewOf } from "./view-listing.ts";

/**
 * The compliance sheet of a listing with its text: for the owner's officers, and for the operator while it waits for a second
 * person. `mine` says that the reader filled it in, and so cannot clear it.
 * @throws DomainError not-found to anybody else
 */
export const readCompliance = async (ctx: Ctx, id: string) => {
  const member = requireMember(ctx.actor, officerRoles);
  const seen = isHouse(member) ? awaitsSecond : eq(listings.orgId, member.orgId);
  const found = oneOr404(
    await ctx.db
      .select({ listing: listings, owner: ownerColumns })
      .from(listings)
      .innerJoin(organisations, eq(organisations.id, listings.orgId))
      .where(and(eq(listings.id, id), seen)),
    id,
  );
  const row = found.listing;
  const people = [row.complianceBy, row.clearedBy].filter((p) => p !== null);
  const names = people.length
    ? await ctx.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, people))
    : [];
  const nameOf = (user: string | null) => names.find((n) => n.id === user)?.name ?? null;
  // the second person reads the whole text, whatever the state: as a member of the owner does
  const view = viewOf({ ...ctx, actor: { ...member, orgId: row.orgId } }, row, found.owner);
  const text = oneOr404(view ? [view] : [], id);
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    exportClass: row.exportClass,
    exportClassAsked: row.exportClassAsked,
    secrecy: row.secrecy,
    thirdParty: row.thirdParty,
    stateAsset: row.stateAsset,
    complianceNote: row.complianceNote,
    returnedReason: row.returnedReason,
    filledBy: nameOf(row.complianceBy),
    clearedBy: nameOf(row.clearedBy),
    clearedAt: row.clearedAt,
    filled: row.complianceBy !== null,
    mine: row.complianceBy === member.userId,
    ours: row.orgId === member.orgId,
    gaps: complianceGaps(row),
    text,
  };
};

/**
 * What waits for a second person anywhere, the longest waiting first; for the operator's queue. @param cursor time and id of the row before
 * the first one. @throws DomainError not-found
 */
export const listForClearance = async (ctx: Ctx, { cursor, limit = 100 }: { cursor?: string; limit?: number } = {}) => {
  requireOperator(ctx.actor);
  const after = cursor ? decodeCursor(cursor) : null;
  const since = after && typeof after[0] === "number" ? new Date(after[0]) : null;
  const page =
    after && since
      ? or(gt(listings.updatedAt, since), and(eq(listings.updatedAt, since), gt(listings.id, String(after[1]))))
      : undefined;
  return ctx.db
    .select({
      id: listings.id,
      titleZh: listings.titleZh,
      titleEn: listings.titleEn,
      state: listings.state,
      exportClassAsked: listings.exportClassAsked,
      since: listings.updatedAt,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
    })
    .from(listings)
    .innerJoin(organisations, eq(organisations.id, listings.orgId))
    .where(and(awaitsSecond, page))
    .orderBy(asc(listings.updatedAt), asc(listings.id))
    .limit(limit);
};
