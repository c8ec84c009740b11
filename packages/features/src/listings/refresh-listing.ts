import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { listings } from "@peony/db/schema";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { agedTo, type MoveListingInput } from "@peony/domain/listings";
import { chineseDay, DomainError } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { lockListing, requireReady } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** States whose age counts. */
const aging = ["published", "under_option", "under_notice", "paused"];

/**
 * The owner says that a listing still holds: its age counts from today, and one that was hidden by age is on the market again.
 * @throws DomainError stale, listings/transition where it has no age
 */
export const refreshListing = async (ctx: Ctx, input: MoveListingInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    const today = chineseDay(t.now);
    if (row.refreshedOn === today && row.pauseReason !== "stale") return;
    if (!aging.includes(row.state)) throw new DomainError("listings/transition", `${row.id} is ${row.state}`);
    await refuseStale(t, row, input.version);
    if (row.state === "paused" && row.pauseReason === "stale") {
      requireReady(row);
      await stepListing(t, row, "resume", "officer", { pauseReason: null, refreshedOn: today });
      return;
    }
    const version = row.version + 1;
    await t.tx
      .update(listings)
      .set({ refreshedOn: today, version, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
      .where(and(eq(listings.id, row.id), eq(listings.version, row.version)));
    await audit(t, {
      chain: row.orgId,
      action: "listing.refreshed",
      object: row.id,
      payload: { version, changed: ["refreshedOn"] },
    });
    await emit(t.tx, "listing.changed", { listingId: row.id });
  });
};

/**
 * Puts a paused listing back on the market as it stands.
 * @throws DomainError listings/stale where it is too old by now: it is refreshed instead
 */
export const resumeListing = async (ctx: Ctx, input: MoveListingInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.state === "paused") {
      await refuseStale(t, row, input.version);
      requireReady(row);
      if (row.refreshedOn === null || agedTo(row.refreshedOn, chineseDay(t.now)) !== "fresh")
        throw new DomainError("listings/stale", `${row.id} was refreshed on ${row.refreshedOn}`);
    }
    await stepListing(t, row, "resume", "officer", { pauseReason: null });
  });
};
