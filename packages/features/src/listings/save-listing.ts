import { audit, type Ctx, emit, inTransaction } from "@peony/db";
import { listings } from "@peony/db/schema";
import { officerRoles, requireMember } from "@peony/domain/identity";
import { type CreateListingInput, isEditable, type SaveListingInput } from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";
import { changedColumns, fieldsOf, refuseStale } from "../shared/index.ts";
import { recallConfirmations } from "./confirmations.ts";
import { keepVersion } from "./keep-version.ts";
import { columnsOf, lockListing, requireReady, searchTextOf, slugFor } from "./rows.ts";

/** Starts a draft; a repeat with the same id is the same draft. Unverified organisations may draft. */
export const createListing = async (ctx: Ctx, input: CreateListingInput): Promise<{ id: Id<"listing"> }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const { id, ...fields } = input;
    const columns = columnsOf(fields);
    const made = await t.tx
      .insert(listings)
      .values({
        id,
        slug: slugFor(id, columns.titleEn),
        orgId: member.orgId,
        ...columns,
        searchText: await searchTextOf(t, member.orgId, columns),
        createdBy: member.userId,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .onConflictDoNothing({ target: listings.id })
      .returning({ id: listings.id });
    if (made.length === 0) {
      const [own] = await t.tx
        .select({ id: listings.id })
        .from(listings)
        .where(and(eq(listings.id, id), eq(listings.orgId, member.orgId)));
      if (!own) throw new DomainError("conflict", "listing id is taken");
      return { id };
    }
    await audit(t, { chain: member.orgId, action: "listing.created", object: id });
    return { id };
  });
};

/**
 * Saves a draft or a published listing; what is sold already stays as it was sold, and what is on the market stays complete.
 * Saving what is there already changes nothing, so a double submit is answered like the first.
 * @throws DomainError stale, naming what others changed; listings/not-ready
 */
export const saveListing = async (ctx: Ctx, input: SaveListingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const before = await lockListing(t, input.id, member);
    const { id, version, ...fields } = input;
    const columns = columnsOf(fields);
    const changed = changedColumns(before, columns);
    if (changed.length === 0) return { version: before.version };
    await refuseStale(t, before, version);
    if (!isEditable(before.state)) throw new DomainError("listings/transition", `${id} is ${before.state}`);
    if (before.state === "draft") await recallConfirmations(t, before);
    else requireReady({ ...before, ...columns });
    await keepVersion(t, before);
    await t.tx
      .update(listings)
      .set({
        ...columns,
        searchText: await searchTextOf(t, member.orgId, columns),
        version: version + 1,
        changeSeq: sql`nextval('change_seq')`,
        updatedAt: t.now,
      })
      .where(and(eq(listings.id, id), eq(listings.version, version)));
    await audit(t, {
      chain: member.orgId,
      action: "listing.saved",
      object: id,
      payload: { version: version + 1, changed: fieldsOf(changed) },
    });
    if (before.state === "published") await emit(t.tx, "listing.changed", { listingId: id });
    return { version: version + 1 };
  });
};
