import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { isHouse, type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import {
  type ComplianceInput,
  complianceGaps,
  type DecideComplianceInput,
  isEditable,
  type ListingState,
  type MoveListingInput,
} from "@peony/domain/listings";
import { DomainError, type Id, opensGate } from "@peony/domain/shared";
import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import { changedColumns, fieldsOf, refuseStale } from "../shared/index.ts";
import { moveOnWhenConfirmed, requireConfirmed } from "./confirmations.ts";
import { requireSound } from "./require-sound.ts";
import { type ListingRow, lockListing, requireReady, searchTextOf } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** States in which the compliance sheet may be filled in or corrected. */
const canFill = (row: ListingRow): boolean => isEditable(row.state) || row.state === "inventor_confirm";

/** On the market, or one step from it without another look: what opens the gate there waits for the second person. */
const marketed: readonly ListingState[] = ["published", "paused"];
const isMarketed = (row: ListingRow): boolean => marketed.includes(row.state);

/**
 * A class that opens the gate waits for the second person, in whatever state, once the listing was ever out: deals about it may be under
 * way. One that closes it, and any class of a draft that never was, counts at once.
 */
const exportClassOf = (row: ListingRow, asked: ComplianceInput["exportClass"]) =>
  row.publishedAt !== null && opensGate(row.exportClass, asked)
    ? { exportClass: row.exportClass, exportClassAsked: asked }
    : { exportClass: asked, exportClassAsked: null };

/** Fills the compliance sheet in, in a transaction that its caller holds. @throws as `saveCompliance` */
export const fillSheet = async (
  t: TxCtx,
  member: MemberActor,
  input: ComplianceInput,
): Promise<{ version: number }> => {
  const row = await lockListing(t, input.id, member);
  const { id, version, note, exportClass, ...rest } = input;
  const columns = { ...rest, complianceNote: note, ...exportClassOf(row, exportClass) };
  const changed = changedColumns(row, columns);
  if (changed.length === 0) return { version: row.version };
  await refuseStale(t, row, version);
  if (!canFill(row)) throw new DomainError("listings/transition", `${id} is ${row.state}`);
  await t.tx
    .update(listings)
    .set({
      ...columns,
      searchText: await searchTextOf(t, row.orgId, { ...row, ...columns }),
      complianceBy: member.userId,
      clearedBy: null,
      clearedAt: null,
      version: version + 1,
      changeSeq: sql`nextval('change_seq')`,
      updatedAt: t.now,
    })
    .where(and(eq(listings.id, id), eq(listings.version, version)));
  await audit(t, {
    chain: member.orgId,
    action: "listing.compliance-saved",
    object: id,
    payload: { version: version + 1, changed: fieldsOf(changed), exportClass, asked: columns.exportClassAsked },
  });
  await emit(t.tx, "listing.changed", { listingId: id });
  if (isMarketed(row)) await emit(t.tx, "listing.stepped", { listingId: id, version: version + 1 });
  const filled = { ...row, ...columns, complianceBy: member.userId, clearedBy: null, version: version + 1 };
  return { version: (await moveOnWhenConfirmed(t, filled)).version };
};

/**
 * Fills the compliance sheet in. Who does so cannot clear it.
 * @throws DomainError stale, listings/transition where the sheet lies with the second person or the listing is sold
 */
export const saveCompliance = async (ctx: Ctx, input: ComplianceInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, (t) => fillSheet(t, member, input));
};

/** @throws DomainError listings/not-ready with every unanswered point at its field */
export const requireSheet = (row: ListingRow): void => {
  const gaps = complianceGaps(row);
  if (gaps.length === 0 && row.complianceBy) return;
  const fields = Object.fromEntries(
    (gaps.length > 0 ? gaps : [{ field: "secrecy", code: "choose" }]).map((g) => [g.field, { code: g.code }]),
  );
  throw new DomainError("listings/not-ready", `${row.id} lacks its compliance sheet`, { fields });
};

/**
 * Gives a draft to the second person: its text is complete, its inventors have confirmed it, its sheet is filled in.
 * @throws DomainError listings/not-ready, listings/unconfirmed
 */
export const submitListing = async (ctx: Ctx, input: MoveListingInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.state === "draft") {
      await refuseStale(t, row, input.version);
      requireReady(row);
      await requireSound(t, row);
      await requireConfirmed(t, row);
      requireSheet(row);
    }
    await stepListing(t, row, "submit", "officer", { returnedReason: null });
  });
};

/** What lies with a second person: a whole sheet before the market, or a wider export class asked for on it. */
export const awaitsSecond = or(
  eq(listings.state, "compliance"),
  and(isNotNull(listings.exportClassAsked), inArray(listings.state, [...marketed])),
);

/** The listing for its second person: an officer of the owner, or the operator. Anybody else: not there. */
const lockForChecker = async (t: TxCtx, id: Id<"listing">, member: MemberActor): Promise<ListingRow> => {
  const mine = isHouse(member) ? awaitsSecond : eq(listings.orgId, member.orgId);
  return oneOr404(
    await t.tx
      .select()
      .from(listings)
      .where(and(eq(listings.id, id), mine))
      .for("update"),
    id,
  );
};

/** @throws DomainError listings/same-person to whoever filled the sheet in, with this seat or another */
const requireOther = (row: ListingRow, member: MemberActor): void => {
  if (row.complianceBy === member.userId)
    throw new DomainError("listings/same-person", `${member.userId} filled it in`);
};

/** Clears a listing for the market: the second pair of eyes. @throws DomainError listings/same-person, listings/not-ready */
export const clearListing = async (ctx: Ctx, input: DecideComplianceInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockForChecker(t, input.id, member);
    requireOther(row, member);
    if (row.state === "compliance") {
      await refuseStale(t, row, input.version);
      requireSheet(row);
    }
    await stepListing(t, row, "clear", "checker", await cleared(t, row, member));
  });
};

/** What the second person's word writes: who gave it, and the class that waited for it. */
const cleared = async (t: TxCtx, row: ListingRow, member: MemberActor) => {
  const exportClass = row.exportClassAsked ?? row.exportClass;
  return {
    exportClass,
    exportClassAsked: null,
    searchText: await searchTextOf(t, row.orgId, { ...row, exportClass }),
    clearedBy: member.userId,
    clearedAt: t.now,
  };
};

/** Sends a listing back to its writer. @throws DomainError invalid at `reason` where none is given, listings/same-person */
export const returnListing = async (ctx: Ctx, input: DecideComplianceInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  if (input.reason === "") throw new DomainError("invalid", "a reason", { fields: { reason: { code: "required" } } });
  await inTransaction(ctx, async (t) => {
    const row = await lockForChecker(t, input.id, member);
    requireOther(row, member);
    if (row.state === "compliance") await refuseStale(t, row, input.version);
    await stepListing(t, row, "return", "checker", { returnedReason: input.reason });
  });
};

/** A sheet that was changed on the market, for its second person. @throws DomainError listings/transition where none waits */
const lockChangedSheet = async (t: TxCtx, input: DecideComplianceInput, member: MemberActor): Promise<ListingRow> => {
  const row = await lockForChecker(t, input.id, member);
  requireOther(row, member);
  if (!isMarketed(row) || row.complianceBy === null || row.clearedBy !== null)
    throw new DomainError("listings/transition", `${row.id} has no sheet to look at`);
  await refuseStale(t, row, input.version);
  return row;
};

type Sheet = Partial<typeof listings.$inferInsert>;

const writeSheet = async (t: TxCtx, row: ListingRow, columns: Sheet, action: string, note: object): Promise<void> => {
  const version = row.version + 1;
  await t.tx
    .update(listings)
    .set({ ...columns, version, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
    .where(and(eq(listings.id, row.id), eq(listings.version, row.version)));
  const changed = columns.exportClass && columns.exportClass !== row.exportClass ? ["exportClass"] : [];
  await audit(t, { chain: row.orgId, action, object: row.id, payload: { version, changed, ...note } });
  await emit(t.tx, "listing.changed", { listingId: row.id });
};

/**
 * Clears a sheet that was changed on the market; a wider export class counts from now on.
 * @throws DomainError listings/same-person, listings/transition where no sheet waits, listings/not-ready
 */
export const clearSheet = async (ctx: Ctx, input: DecideComplianceInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  await inTransaction(ctx, async (t) => {
    const row = await lockChangedSheet(t, input, member);
    requireSheet(row);
    const columns = await cleared(t, row, member);
    const to = columns.exportClass;
    await writeSheet(t, row, columns, "listing.sheet-cleared", { from: row.exportClass, to });
  });
};

/** Refuses the wider export class asked for on the market: the former one stays. @throws as `clearSheet`; invalid at `reason` */
export const returnSheet = async (ctx: Ctx, input: DecideComplianceInput): Promise<void> => {
  const member = requireMember(ctx.actor, officerRoles);
  if (input.reason === "") throw new DomainError("invalid", "a reason", { fields: { reason: { code: "required" } } });
  await inTransaction(ctx, async (t) => {
    const row = await lockChangedSheet(t, input, member);
    if (row.exportClassAsked === null)
      throw new DomainError("listings/transition", `${row.id} asks for no other class`);
    const columns = { exportClassAsked: null, returnedReason: input.reason };
    await writeSheet(t, row, columns, "listing.sheet-returned", { asked: row.exportClassAsked });
  });
};
