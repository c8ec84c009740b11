import { newId } from "@peony/db";
import { deals, listingConfirmations, listings } from "@peony/db/schema";
import type { TestDb } from "@peony/db/testing";
import type { Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { hashToken, makeToken } from "../../identity/index.ts";

/** Writes that an inventor of a deal's listing accepted text and share; returns the row's id and the link's token. */
export const aConfirmation = async (
  db: TestDb,
  deal: { readonly dealId: Id<"deal"> },
  inventor: { readonly position: number; readonly email: string; readonly userId?: Id<"user"> },
): Promise<{ id: Id<"confirmation">; token: string }> => {
  const [found] = await db.admin
    .select({ listing: listings })
    .from(deals)
    .innerJoin(listings, eq(listings.id, deals.listingId))
    .where(eq(deals.id, deal.dealId));
  const named = found?.listing.inventors[inventor.position];
  if (!found || !named) throw new Error(`no inventor ${inventor.position} of ${deal.dealId}`);
  const [id, token, now] = [newId("confirmation"), makeToken(), new Date()];
  await db.admin.insert(listingConfirmations).values({
    ...inventor,
    id,
    listingId: found.listing.id,
    name: named.name,
    sharePct: named.sharePct,
    tokenHash: hashToken(token),
    version: 1,
    state: "accepted",
    askedAt: now,
    dueAt: now,
    answeredAt: now,
  });
  return { id, token };
};
