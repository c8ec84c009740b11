import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { type DealType, isExclusive } from "@peony/domain/contracts";
import { officerRoles, requireMember, requireVerified } from "@peony/domain/identity";
import { type ListingEvent, listingMachine, type MoveListingInput } from "@peony/domain/listings";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { type ListingRow, lockListing, requireReady } from "./rows.ts";

/** Withdrawals overtake edits on their way to the index. */
const urgent = 10;

const step = async (
  t: TxCtx,
  row: ListingRow,
  event: ListingEvent,
  role: "officer" | "system",
  extra: Partial<typeof listings.$inferInsert> = {},
): Promise<void> => {
  const to = nextState(listingMachine, "listings/transition", row.state, event, role);
  const moved = await t.tx
    .update(listings)
    .set({ ...extra, state: to, version: row.version + 1, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
    .where(and(eq(listings.id, row.id), eq(listings.state, row.state), eq(listings.version, row.version)))
    .returning({ id: listings.id });
  if (moved.length === 0) throw new DomainError("conflict", `${row.id} left ${row.state}`);
  await audit(t, {
    chain: row.orgId,
    action: `listing.${event}`,
    object: row.id,
    payload: { version: row.version + 1, changed: ["state"] },
  });
  await emit(t.tx, "listing.changed", { listingId: row.id }, event === "publish" ? 0 : urgent);
};

/** Puts a ready draft of a verified organisation on the market. @throws DomainError listings/not-ready with every gap at its field */
export const publishListing = async (ctx: Ctx, input: MoveListingInput): Promise<void> => {
  const member = requireVerified(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.state === "draft") {
      await refuseStale(t, row, input.version);
      requireReady(row);
    }
    await step(t, row, "publish", "officer", { publishedAt: t.now });
  });
};

const move = async (ctx: Ctx, input: MoveListingInput, event: "withdraw" | "redraft"): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (listingMachine[row.state] && event in listingMachine[row.state]) await refuseStale(t, row, input.version);
    await step(t, row, event, "officer");
  });
};

/** Takes a listing off the market; it vanishes from pages and search at once. */
export const withdrawListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "withdraw");

/** Makes a withdrawn listing a draft again. */
export const redraftListing = (ctx: Ctx, input: MoveListingInput): Promise<void> => move(ctx, input, "redraft");

/** Closes a listing whose exclusive contract is signed: assigned, or licensed exclusively. A repeat changes nothing. */
export const closeListing = async (t: TxCtx, listingId: Id<"listing">, dealType: DealType): Promise<void> => {
  if (!isExclusive(dealType)) return;
  const [row] = await t.tx.select().from(listings).where(eq(listings.id, listingId)).for("update");
  if (row?.state === "under_option") await step(t, row, dealType === "assignment" ? "assign" : "license", "system");
};

/** Keeps a listing for one deal: off the market for others from this commit on. @throws DomainError listings/transition where it is not on the market */
export const reserveListing = async (t: TxCtx, listingId: Id<"listing">): Promise<void> => {
  const row = oneOr404(await t.tx.select().from(listings).where(eq(listings.id, listingId)).for("update"), listingId);
  await step(t, row, "reserve", "system");
};
