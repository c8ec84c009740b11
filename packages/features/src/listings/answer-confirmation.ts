import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import type { AnswerConfirmationInput } from "@peony/domain/listings";
import { DomainError, linkEnds } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { hashToken } from "../identity/index.ts";
import { enterUnit } from "../shared/index.ts";
import { accountOf } from "./ask-inventors.ts";
import { type ConfirmationRow, moveOnWhenConfirmed } from "./confirmations.ts";
import type { ListingRow } from "./rows.ts";

const over = (why: string): DomainError => new DomainError("listings/link-over", why);

/**
 * The confirmation behind a link and its listing, locked from the listing inwards. Unknown, late and recalled links are one answer, as is
 * a listing whose text its office has taken back to change it.
 */
const lockByLink = async (t: TxCtx, token: string): Promise<{ row: ListingRow; confirmation: ConfirmationRow }> => {
  await enterUnit(t, hashToken(token));
  const byHash = eq(listingConfirmations.tokenHash, hashToken(token));
  const [named] = await t.tx
    .select({ listingId: listingConfirmations.listingId })
    .from(listingConfirmations)
    .where(byHash);
  if (!named) throw over("unknown link");
  const [row] = await t.tx.select().from(listings).where(eq(listings.id, named.listingId)).for("update");
  const [confirmation] = await t.tx.select().from(listingConfirmations).where(byHash);
  if (!row || !confirmation || confirmation.state === "recalled") throw over(`${named.listingId} was changed`);
  return { row, confirmation };
};

/** Said before in the same words: a second click of the same button. */
const isRepeat = (c: ConfirmationRow, input: AnswerConfirmationInput): boolean =>
  input.answer === "accept" ? c.state === "accepted" : c.state === "commented" && c.comment === input.comment;

/**
 * An inventor accepts text and shares, or comments on them, by the link alone. An answer stands until the office acts on it. The last
 * acceptance passes the listing on in the same transaction; while the compliance sheet is missing it waits and the office is told.
 * @throws DomainError listings/link-over, listings/answered
 */
export const answerConfirmation = async (ctx: Ctx, input: AnswerConfirmationInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { row, confirmation } = await lockByLink(t, input.token);
    if (linkEnds(confirmation) < t.now) throw over(`${confirmation.id} has ended`);
    if (isRepeat(confirmation, input)) return;
    if (confirmation.state !== "asked") throw new DomainError("listings/answered", `${confirmation.id} is answered`);
    if (row.state !== "inventor_confirm") throw over(`${row.id} asks no more`);
    const accepted = input.answer === "accept";
    await t.tx
      .update(listingConfirmations)
      .set({
        state: accepted ? "accepted" : "commented",
        comment: accepted ? null : input.comment,
        answeredAt: t.now,
        userId: (await accountOf(t, row.orgId, confirmation.email))?.userId ?? null,
      })
      .where(and(eq(listingConfirmations.id, confirmation.id), eq(listingConfirmations.state, "asked")));
    await audit(t, {
      chain: row.orgId,
      action: accepted ? "listing.inventor-accepted" : "listing.inventor-commented",
      object: row.id,
      payload: { confirmation: confirmation.id, position: confirmation.position, shown: confirmation.version },
    });
    await moveOnWhenConfirmed(t, row);
    await emit(t.tx, "listing.confirmation", { confirmationId: confirmation.id });
  });
