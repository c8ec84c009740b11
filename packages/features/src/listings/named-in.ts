import { type Ctx, reading } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import { isTeam, type MemberActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, eq, inArray } from "drizzle-orm";
import { isOwn } from "./confirmations.ts";

/** Listings that name the reader as an inventor, by what they were asked to confirm. */
export const listingsNaming = (ctx: Ctx, member: MemberActor): Promise<Id<"listing">[]> =>
  reading(ctx, async (t) => {
    const rows = await t.tx
      .selectDistinct({ id: listingConfirmations.listingId })
      .from(listingConfirmations)
      .where(isOwn(t, member));
    return rows.map((r) => r.id);
  });

/** Own listings as this member may read them: all for the office, for an inventor or an expert those that name them. */
export const readableOwn = async (ctx: Ctx, member: MemberActor) =>
  and(
    eq(listings.orgId, member.orgId),
    isTeam(member) ? undefined : inArray(listings.id, await listingsNaming(ctx, member)),
  );
