import { audit, emit, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { type ListingEvent, type ListingRole, listingMachine } from "@peony/domain/listings";
import { DomainError, nextState } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { firstSlug, type ListingRow } from "./rows.ts";

/** Whatever takes a listing from the market overtakes edits on their way to the index. */
const urgent = 10;

/** What a step may write beside the state. */
type Extra = Partial<Omit<typeof listings.$inferInsert, "id" | "state" | "version">>;

/**
 * Moves a listing that the transaction holds: the table says whether, the write repeats the state it was decided on, the audit
 * chain and the index learn of it in the same commit. Returns the row as it is afterwards.
 * @param note goes into the audit row, such as the reason of a return
 * @throws DomainError listings/transition, forbidden, conflict
 */
export const stepListing = async (
  t: TxCtx,
  row: ListingRow,
  event: ListingEvent,
  role: ListingRole,
  extra: Extra = {},
  note: Readonly<Record<string, string | number>> = {},
): Promise<ListingRow> => {
  const to = nextState(listingMachine, "listings/transition", row.state, event, role);
  const [moved] = await t.tx
    .update(listings)
    .set({
      ...(event === "publish" ? firstSlug(row, row.titleEn) : {}),
      ...extra,
      ...{ state: to, version: row.version + 1, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now },
    })
    .where(and(eq(listings.id, row.id), eq(listings.state, row.state), eq(listings.version, row.version)))
    .returning();
  if (!moved) throw new DomainError("conflict", `${row.id} left ${row.state}`);
  await audit(t, {
    chain: row.orgId,
    action: `listing.${event}`,
    object: row.id,
    // a lapse that turns out to be a slip is taken back to the status the right had
    payload: {
      ...{ version: moved.version, changed: ["state"], from: row.state, to },
      ...(event === "lapse" ? { status: row.legalStatus } : {}),
      ...note,
    },
  });
  await emit(t.tx, "listing.changed", { listingId: row.id }, event === "publish" ? 0 : urgent);
  await emit(t.tx, "listing.stepped", { listingId: row.id, version: moved.version });
  return moved;
};
