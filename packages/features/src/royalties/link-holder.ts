import type { TxCtx } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import { DomainError, type Id, linkEnds } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { hashToken } from "../identity/index.ts";
import { enterUnit } from "../shared/index.ts";

/** An inventor without an account, known by the link of an accepted confirmation. */
export type LinkHolder = {
  readonly orgId: Id<"organisation">;
  /** Every share this address has accepted in the unit. */
  readonly confirmations: readonly { readonly id: Id<"confirmation">; readonly listingId: Id<"listing"> }[];
};

/**
 * Knows an inventor by the link alone and names the unit as tenant for the rest of this transaction, so that the database shows the
 * unit's rows; what of them is this inventor's the query says.
 * @throws DomainError listings/link-over for a made-up link, one that was replaced, has ended, or whose text changed
 */
export const enterByLink = async (t: TxCtx, token: string): Promise<LinkHolder> => {
  if (!(await enterUnit(t, hashToken(token))))
    throw new DomainError("listings/link-over", "no confirmation has this link");
  const [found] = await t.tx
    .select({
      orgId: listings.orgId,
      email: listingConfirmations.email,
      askedAt: listingConfirmations.askedAt,
      answeredAt: listingConfirmations.answeredAt,
    })
    .from(listingConfirmations)
    .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
    .where(and(eq(listingConfirmations.tokenHash, hashToken(token)), eq(listingConfirmations.state, "accepted")));
  if (!found) throw new DomainError("listings/link-over", "no accepted confirmation has this link");
  if (linkEnds(found) < t.now) throw new DomainError("listings/link-over", "the link was answered long ago");
  const confirmations = await t.tx
    .select({ id: listingConfirmations.id, listingId: listingConfirmations.listingId })
    .from(listingConfirmations)
    .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
    .where(
      and(
        eq(listings.orgId, found.orgId),
        eq(listingConfirmations.email, found.email),
        eq(listingConfirmations.state, "accepted"),
      ),
    );
  return { orgId: found.orgId, confirmations };
};
