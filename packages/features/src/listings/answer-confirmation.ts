import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import { type MemberActor, requireMember } from "@peony/domain/identity";
import type { AnswerConfirmationInput, AnswerOwnConfirmationInput } from "@peony/domain/listings";
import { DomainError, type Id, linkEnds } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { hashToken } from "../identity/index.ts";
import { enterUnit } from "../shared/index.ts";
import { accountOf } from "./ask-inventors.ts";
import { type ConfirmationRow, isOwn, moveOnWhenConfirmed } from "./confirmations.ts";
import { type ListingRow, lockListing } from "./rows.ts";

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

type Answer = Pick<AnswerConfirmationInput, "answer" | "comment">;

/** Said before in the same words: a second click of the same button. */
const isRepeat = (c: ConfirmationRow, input: Answer): boolean =>
  input.answer === "accept" ? c.state === "accepted" : c.state === "commented" && c.comment === input.comment;

/**
 * Writes an inventor's answer. It stands until the office acts on it. The last acceptance passes the listing on in the same transaction;
 * while the compliance sheet is missing it waits and the office is told.
 * @param userId the account it belongs to from now on; null where the inventor has none
 */
const write = async (
  t: TxCtx,
  row: ListingRow,
  confirmation: ConfirmationRow,
  input: Answer,
  userId: Id<"user"> | null,
): Promise<void> => {
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
      userId,
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
};

/**
 * An inventor accepts text and shares, or comments on them, by the link alone.
 * @throws DomainError listings/link-over, listings/answered
 */
export const answerConfirmation = async (ctx: Ctx, input: AnswerConfirmationInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { row, confirmation } = await lockByLink(t, input.token);
    if (linkEnds(confirmation) < t.now) throw over(`${confirmation.id} has ended`);
    const account = await accountOf(t, row.orgId, confirmation.email);
    await write(t, row, confirmation, input, account?.userId ?? null);
  });

/** The reader's own confirmation, locked from the listing inwards; anybody else's is not there. */
export const lockOwnConfirmation = async (t: TxCtx, id: Id<"confirmation">, member: MemberActor) => {
  const mine = and(eq(listingConfirmations.id, id), isOwn(t, member));
  const [named] = await t.tx
    .select({ listingId: listingConfirmations.listingId })
    .from(listingConfirmations)
    .where(mine);
  const row = await lockListing(t, oneOr404(named ? [named] : [], id).listingId, member);
  const confirmation = oneOr404(await t.tx.select().from(listingConfirmations).where(mine), id);
  return { row, confirmation };
};

/**
 * The same answer in the inventor's own account, where the asking is linked to it.
 * @throws DomainError not-found, listings/link-over, listings/answered
 */
export const answerOwnConfirmation = async (ctx: Ctx, input: AnswerOwnConfirmationInput): Promise<void> => {
  const member = requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const { row, confirmation } = await lockOwnConfirmation(t, input.id, member);
    if (confirmation.state === "recalled") throw over(`${row.id} was changed`);
    await write(t, row, confirmation, input, member.userId);
  });
};
