import { audit, type Ctx, emit, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { listings, listingVersions } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import {
  type CreateListingInput,
  diffVersions,
  type FilledFrom,
  importedListing,
  isEditable,
  isSameSitting,
  type ListingFields,
  type RestoreListingInput,
  type SaveListingInput,
  settledPlaces,
  stillFilled,
} from "@peony/domain/listings";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { changedColumns, fieldsOf, refuseStale } from "../shared/index.ts";
import { recallConfirmations } from "./confirmations.ts";
import { fieldsOfRow, keepVersion } from "./keep-version.ts";
import { refuseFutureDays } from "./require-sound.ts";
import { columnsOf, type ListingRow, lockListing, requireReady, searchTextOf, slugFor } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** A bundle offers own single listings: never another's, never itself, never a bundle. @throws DomainError invalid at `parts` */
const requireOwnParts = async (
  t: TxCtx,
  member: MemberActor,
  listing: { readonly id: string; readonly parts: readonly Id<"listing">[] },
): Promise<void> => {
  const parts = [...new Set(listing.parts)];
  if (parts.length === 0) return;
  const own = await t.tx
    .select({ id: listings.id })
    .from(listings)
    .where(and(inArray(listings.id, parts), eq(listings.orgId, member.orgId), ne(listings.assetKind, "bundle")));
  if (own.length === parts.length && !parts.some((part) => part === listing.id)) return;
  throw new DomainError("invalid", `${listing.id} names a part it may not`, {
    fields: { parts: { code: "bad-part" } },
  });
};

/** Writes a draft in its caller's transaction; a repeat with the same id is the same draft. */
export const writeDraft = async (
  t: TxCtx,
  member: MemberActor,
  input: CreateListingInput,
): Promise<{ id: Id<"listing"> }> => {
  const { id, ...fields } = input;
  const columns = columnsOf(fields);
  await requireOwnParts(t, member, input);
  refuseFutureDays(t, input);
  const made = await t.tx
    .insert(listings)
    .values({
      id,
      slug: slugFor(id, columns.titleEn),
      orgId: member.orgId,
      ...columns,
      searchText: await searchTextOf(t, member.orgId, { ...columns, exportClass: "unknown" }),
      createdBy: member.userId,
      createdAt: t.now,
      updatedAt: t.now,
      savedBy: member.userId,
      savedAt: t.now,
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
};

/** Starts a draft; a repeat with the same id is the same draft. Unverified organisations may draft. */
export const createListing = async (ctx: Ctx, input: CreateListingInput): Promise<{ id: Id<"listing"> }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, (t) => writeDraft(t, member, input));
};

/** How a text comes to be saved: somebody pressed save, the form saved by itself, or an earlier version was brought back. */
type How =
  | { readonly kind: "saved"; readonly takeBack: boolean }
  | { readonly kind: "autosaved" }
  | { readonly kind: "restored"; readonly from: number };

/** Who wrote the text, and whether it belongs to the run of autosaves before it. */
const signature = (t: TxCtx, member: MemberActor, before: ListingRow, how: How, sitting: boolean) => ({
  savedBy: member.userId,
  savedAt: t.now,
  autosavedSince: how.kind !== "autosaved" ? null : sitting ? before.autosavedSince : t.now,
});

/** Places of what this save changes and inventors and second person have passed; a figure checked again says the same as before. */
const settledChanges = (before: ListingRow, columns: ReturnType<typeof columnsOf>): string[] => {
  const undated = <T extends Pick<ListingRow, "benefits">>(x: T) => ({
    ...x,
    benefits: x.benefits.map((b) => ({ ...b, checkedOn: null })),
  });
  return settledPlaces(changedColumns(undated(asSaid(before, columns)), undated(columns)));
};

/**
 * What inventors accepted and a second person cleared changes in a draft only, where both are asked again. A live listing goes back
 * there where its officer says so, and whoever takes it back is its first person again.
 * @throws DomainError listings/settled at the fields that only a draft may change
 */
const takenBack = async (
  t: TxCtx,
  member: MemberActor,
  before: ListingRow,
  how: How,
  places: readonly string[],
): Promise<ListingRow> => {
  if (before.state === "draft" || places.length === 0) return before;
  if (how.kind !== "saved" || !how.takeBack) {
    const fields = Object.fromEntries(places.map((place) => [place, { code: "settled" }]));
    throw new DomainError("listings/settled", `${before.id} is ${before.state}`, { fields });
  }
  const sheet = before.complianceBy === null ? {} : { complianceBy: member.userId };
  return stepListing(t, before, "recall", "officer", { ...sheet, clearedBy: null, clearedAt: null });
};

/** A list in the order in which it is said now, where it says the same: boxes of a form are ticked in the form's order. */
const inOrderOf = <T>(kept: readonly T[], said: readonly T[]): T[] =>
  kept.length === said.length && kept.every((one) => said.includes(one)) ? [...said] : [...kept];

/** A row as its form would say it: records from before there was a day of checking or an ORCID do not say "none", and order is none. */
const asSaid = (row: ListingRow, columns: Pick<ListingRow, "rights" | "parts">): ListingRow => ({
  ...row,
  rights: inOrderOf(row.rights, columns.rights),
  parts: inOrderOf(row.parts, columns.parts),
  benefits: row.benefits.map((b) => ({ checkedOn: null, ...b })),
  inventors: row.inventors.map((i) => ({ orcid: null, ...i })),
});

const write = async (
  t: TxCtx,
  member: MemberActor,
  saved: ListingRow,
  version: number,
  fields: ListingFields,
  how: How,
  filling?: FilledFrom,
): Promise<{ version: number }> => {
  const { id } = saved;
  const columns = columnsOf(fields);
  const changed = changedColumns(asSaid(saved, columns), columns);
  const sitting = isSameSitting(saved, member.userId, t.now);
  if (changed.length === 0) {
    // pressing save makes a version of what saved itself
    if (how.kind === "saved" && saved.savedBy === member.userId && saved.autosavedSince !== null)
      await t.tx.update(listings).set({ autosavedSince: null }).where(eq(listings.id, id));
    return { version: saved.version };
  }
  await refuseStale(t, saved, version);
  const open = how.kind === "autosaved" ? saved.state === "draft" : isEditable(saved.state);
  if (!open) throw new DomainError("listings/transition", `${id} is ${saved.state}`);
  await requireOwnParts(t, member, { id, parts: fields.parts });
  refuseFutureDays(t, { id, ...fields });
  const before = await takenBack(t, member, saved, how, settledChanges(saved, columns));
  if (before.state === "draft") await recallConfirmations(t, before);
  else requireReady({ ...before, ...columns });
  if (!sitting) await keepVersion(t, before);
  const changes = diffVersions(fieldsOfRow(before), fieldsOfRow({ ...before, ...columns }));
  await t.tx
    .update(listings)
    .set({
      ...columns,
      ...signature(t, member, before, how, sitting),
      filledFrom: stillFilled(before.filledFrom, changes, filling),
      searchText: await searchTextOf(t, member.orgId, { ...columns, exportClass: before.exportClass }),
      version: before.version + 1,
      changeSeq: sql`nextval('change_seq')`,
      updatedAt: t.now,
    })
    .where(and(eq(listings.id, id), eq(listings.version, before.version)));
  await audit(t, {
    chain: member.orgId,
    action: `listing.${how.kind}`,
    object: id,
    payload: {
      version: before.version + 1,
      changed: fieldsOf(changed),
      ...(how.kind === "restored" ? { from: how.from } : {}),
    },
  });
  if (before.state === "published") await emit(t.tx, "listing.changed", { listingId: id });
  return { version: await endWithRight(t, { ...before, ...columns, version: before.version + 1 }, before.legalStatus) };
};

/** A right that its owner calls lapsed leaves the market in the same commit; `status` is what it was called before. Returns the version since. */
const endWithRight = async (t: TxCtx, row: ListingRow, status: ListingRow["legalStatus"]): Promise<number> =>
  row.legalStatus === "lapsed" && row.state !== "draft"
    ? (await stepListing(t, row, "lapse", "officer", { pauseReason: null }, { status })).version
    : row.version;

/** Saves the text of the own listing in a transaction that its caller holds. @throws as `saveListing` */
export const saveText = async (
  t: TxCtx,
  member: MemberActor,
  input: SaveListingInput,
  filling?: FilledFrom,
): Promise<{ version: number }> => {
  const before = await lockListing(t, input.id, member);
  const { id: _id, version, takeBack = false, ...fields } = input;
  return write(t, member, before, version, fields, { kind: "saved", takeBack }, filling);
};

/**
 * Saves a draft or a live listing; what is sold already stays as it was sold, and what is on the market stays complete. There a change
 * of what was confirmed and cleared is refused, or with `takeBack` makes a draft of it.
 * Saving what is there already changes nothing, so a double submit is answered like the first. The text that was there before is
 * kept as a version.
 * @param filling where a register filled some of it in: shown at the fields until somebody changes them
 * @throws DomainError stale, naming what others changed; listings/not-ready; listings/settled; invalid at `parts`
 */
export const saveListing = async (
  ctx: Ctx,
  input: SaveListingInput,
  filling?: FilledFrom,
): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, (t) => saveText(t, member, input, filling));
};

/** Saves a draft while it is typed. A run of such saves by one person is one version. @throws as `saveListing`; listings/transition where it is no draft */
export const autosaveListing = async (ctx: Ctx, input: SaveListingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const before = await lockListing(t, input.id, member);
    const { id: _id, version, takeBack: _takeBack, ...fields } = input;
    return write(t, member, before, version, fields, { kind: "autosaved" });
  });
};

/**
 * Brings the text of a kept version back as a new one; what is on the market stays complete.
 * @throws DomainError stale; listings/not-ready; not-found where there is no such version; invalid where it breaks a rule made since
 */
export const restoreVersion = async (ctx: Ctx, input: RestoreListingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const before = await lockListing(t, input.id, member);
    const kept = oneOr404(
      await t.tx
        .select({ fields: listingVersions.fields })
        .from(listingVersions)
        .where(and(eq(listingVersions.listingId, before.id), eq(listingVersions.version, input.from))),
      `version ${input.from} of ${before.id}`,
    );
    const text = importedListing.safeParse(kept.fields);
    if (!text.success) throw new DomainError("invalid", `version ${input.from} of ${before.id}: ${text.error.message}`);
    return write(t, member, before, input.version, text.data, { kind: "restored", from: input.from });
  });
};
