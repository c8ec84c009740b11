import type { TxCtx } from "@peony/db";
import { listingConfirmations, users } from "@peony/db/schema";
import type { MemberActor } from "@peony/domain/identity";
import { complianceGaps } from "@peony/domain/listings";
import { DomainError } from "@peony/domain/shared";
import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { ListingRow } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

export type ConfirmationRow = typeof listingConfirmations.$inferSelect;

/** Confirmations of the reader's account: linked to it, or asked at its proved address and linked to nobody yet. */
export const isOwn = (t: TxCtx, { userId }: MemberActor) =>
  or(
    eq(listingConfirmations.userId, userId),
    and(
      isNull(listingConfirmations.userId),
      inArray(
        listingConfirmations.email,
        t.tx
          .select({ email: sql<string>`lower(${users.email})` })
          .from(users)
          .where(and(eq(users.id, userId), isNotNull(users.emailVerifiedAt))),
      ),
    ),
  );

/** Inventors of the text as it is who have not accepted it, by their place in the listing. */
export const unconfirmed = async (t: TxCtx, row: ListingRow): Promise<number[]> => {
  const accepted = await t.tx
    .select({ position: listingConfirmations.position, sharePct: listingConfirmations.sharePct })
    .from(listingConfirmations)
    .where(and(eq(listingConfirmations.listingId, row.id), eq(listingConfirmations.state, "accepted")));
  return row.inventors.flatMap((inventor, position) =>
    accepted.some((a) => a.position === position && a.sharePct === inventor.sharePct) ? [] : [position],
  );
};

/** @throws DomainError listings/unconfirmed while an inventor has not accepted text and share */
export const requireConfirmed = async (t: TxCtx, row: ListingRow): Promise<void> => {
  const waiting = await unconfirmed(t, row);
  if (waiting.length > 0)
    throw new DomainError("listings/unconfirmed", `${row.id} waits for ${waiting.join(", ")}`, {
      args: { count: waiting.length },
    });
};

/** Whether somebody has answered every point of the compliance sheet. */
export const hasSheet = (row: ListingRow): boolean => complianceGaps(row).length === 0 && row.complianceBy !== null;

/**
 * Passes a listing on to its second person once every inventor has accepted it and the compliance sheet is filled in, whichever of
 * the two comes last. Returns the row as it is afterwards.
 */
export const moveOnWhenConfirmed = async (t: TxCtx, row: ListingRow): Promise<ListingRow> => {
  if (row.state !== "inventor_confirm" || !hasSheet(row) || (await unconfirmed(t, row)).length > 0) return row;
  return stepListing(t, row, "confirm", "system", { returnedReason: null });
};

/** A changed text is not the text that was confirmed: whoever answered is asked again. */
export const recallConfirmations = async (t: TxCtx, row: Pick<ListingRow, "id">): Promise<void> => {
  await t.tx
    .update(listingConfirmations)
    .set({ state: "recalled" })
    .where(
      and(
        eq(listingConfirmations.listingId, row.id),
        inArray(listingConfirmations.state, ["asked", "accepted", "commented"]),
      ),
    );
};
