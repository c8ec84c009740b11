import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { type ListingEvent, listingMachine, type MoveListingInput } from "@peony/domain/listings";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { refuseStale } from "../shared/index.ts";
import { requireConfirmed } from "./confirmations.ts";
import { requireSound } from "./require-sound.ts";
import { requireSheet } from "./review-compliance.ts";
import { type ListingRow, lockListing, requireReady } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/**
 * Says what stands between a listing on its way and the market: what its text lacks, who has not confirmed it, what the sheet lacks, or
 * whose word is next.
 * @throws DomainError listings/not-ready, listings/unconfirmed, listings/unsubmitted, listings/awaits-second
 */
const refuseEarly = async (t: TxCtx, row: ListingRow): Promise<void> => {
  if (row.state === "compliance")
    throw new DomainError("listings/awaits-second", `${row.id} waits for a second person`);
  if (row.state !== "draft" && row.state !== "inventor_confirm") return;
  requireReady(row);
  await requireConfirmed(t, row);
  requireSheet(row);
  throw new DomainError("listings/unsubmitted", `${row.id} was not handed in`);
};

/**
 * Puts a cleared listing of a verified organisation on the market; its age counts from today.
 * @throws DomainError before a second person cleared it as `refuseEarly`; listings/not-ready with every gap at its field
 */
export const publishListing = async (ctx: Ctx, input: MoveListingInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.state === "ready") {
      await refuseStale(t, row, input.version);
      requireReady(row);
      await requireSound(t, row);
    } else await refuseEarly(t, row);
    await stepListing(t, row, "publish", "officer", { publishedAt: t.now, refreshedOn: chineseDay(t.now) });
  });
};

type OfficerMove = Extract<ListingEvent, "withdraw" | "redraft" | "recall" | "pause" | "lapse" | "restore">;

const move = async (ctx: Ctx, input: MoveListingInput, event: OfficerMove, extra: object = {}): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (event in listingMachine[row.state]) await refuseStale(t, row, input.version);
    await stepListing(t, row, event, "officer", extra);
  });
};

/** Takes a listing off the market; it vanishes from pages and search at once. */
export const withdrawListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "withdraw");

/** Makes a withdrawn listing a draft again. */
export const redraftListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "redraft");

/** Takes a listing that is on its way, or paused, back to its writer. */
export const recallListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "recall");

/** Hides a listing for a while; its links answer "not found" until it is resumed. */
export const pauseListing = (ctx: Ctx, input: MoveListingInput): Promise<void> =>
  move(ctx, input, "pause", { pauseReason: "owner" });

/** Says that the right has lapsed. */
export const lapseListing = (ctx: Ctx, input: MoveListingInput): Promise<void> =>
  move(ctx, input, "lapse", { legalStatus: "lapsed" });

/** Makes a draft of a listing whose right was restored at the office. */
export const restoreListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "restore");
