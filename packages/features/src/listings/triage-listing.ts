import { audit, type Ctx, inTransaction, reading, type TxCtx } from "@peony/db";
import { auditEvents, importRows, listings, listingVersions } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { type TriageListingInput, triageRights, type UntriageListingInput } from "@peony/domain/listings";
import { DomainError } from "@peony/domain/shared";
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { refuseStale } from "../shared/index.ts";
import { recallConfirmations } from "./confirmations.ts";
import { keepVersion } from "./keep-version.ts";
import { type ListingRow, lockListing } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

type Columns = Partial<Pick<ListingRow, "triage" | "triageReason" | "triagedAt" | "rights">>;

/** Writes what was decided into a draft that stays one. */
const write = async (t: TxCtx, row: ListingRow, columns: Columns, action: string, payload: object): Promise<number> => {
  const version = row.version + 1;
  // other rights are another text than the one that was confirmed
  if (columns.rights) await recallConfirmations(t, row);
  const moved = await t.tx
    .update(listings)
    .set({ ...columns, version, changeSeq: sql`nextval('change_seq')`, updatedAt: t.now })
    .where(and(eq(listings.id, row.id), eq(listings.version, row.version), eq(listings.state, row.state)))
    .returning({ id: listings.id });
  if (moved.length === 0) throw new DomainError("conflict", `${row.id} left version ${row.version}`);
  const changed = columns.rights ? ["triage", "rights"] : ["triage"];
  await audit(t, { chain: row.orgId, action, object: row.id, payload: { version, changed, ...payload } });
  return version;
};

/**
 * Decides what becomes of a draft, with the reason: to be sold, licensed or licensed openly, which puts the rights on offer into the draft;
 * kept, which takes it off the list of things to do; or dropped, which withdraws it. The same decision again changes nothing.
 * @throws DomainError stale, listings/triage where it is no draft any more
 */
export const triageListing = async (ctx: Ctx, input: TriageListingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  const { id, choice, reason } = input;
  return inTransaction(ctx, async (t) => {
    const row = await lockListing(t, id, member);
    if (row.triage === choice && row.triageReason === reason) return { version: row.version };
    await refuseStale(t, row, input.version);
    if (row.state !== "draft") throw new DomainError("listings/triage", `${id} is ${row.state}`);
    const decided = { triage: choice, triageReason: reason, triagedAt: t.now };
    if (choice === "drop") {
      const dropped = await stepListing(t, row, "withdraw", "officer", decided, { triage: choice });
      return { version: dropped.version };
    }
    const rights = triageRights[choice];
    await keepVersion(t, row);
    const columns = rights === null ? decided : { ...decided, rights: [...rights] };
    return { version: await write(t, row, columns, "listing.triaged", { triage: choice }) };
  });
};

/** Rights as they stood in the version before. */
const rightsBefore = async (t: TxCtx, row: ListingRow): Promise<Pick<ListingRow, "rights"> | object> => {
  const [before] = await t.tx
    .select({ fields: listingVersions.fields })
    .from(listingVersions)
    .where(and(eq(listingVersions.listingId, row.id), eq(listingVersions.version, row.version - 1)));
  const rights = before?.fields.rights;
  return Array.isArray(rights) ? { rights: rights as ListingRow["rights"] } : {};
};

/**
 * Takes a decision back, as long as nobody changed the listing since: the draft has its rights as before, a dropped one is a draft again.
 * @throws DomainError stale, listings/triage
 */
export const untriageListing = async (ctx: Ctx, input: UntriageListingInput): Promise<{ version: number }> => {
  const member = requireMember(ctx.actor, officerRoles);
  return inTransaction(ctx, async (t) => {
    const row = await lockListing(t, input.id, member);
    if (row.triage === null) return { version: row.version };
    await refuseStale(t, row, input.version);
    const open = { triage: null, triageReason: null, triagedAt: null };
    if (row.triage === "drop" && row.state === "withdrawn") {
      const again = await stepListing(t, row, "redraft", "officer", open, { triage: "undone" });
      return { version: again.version };
    }
    if (row.state !== "draft") throw new DomainError("listings/triage", `${row.id} is ${row.state}`);
    const rights = triageRights[row.triage] === null ? {} : await rightsBefore(t, row);
    return { version: await write(t, row, { ...open, ...rights }, "listing.untriaged", {}) };
  });
};

const shown = {
  id: listings.id,
  version: listings.version,
  titleZh: listings.titleZh,
  titleEn: listings.titleEn,
  assetKind: listings.assetKind,
  number: listings.number,
  registrationNo: listings.registrationNo,
  legalStatus: listings.legalStatus,
  inventors: listings.inventors,
  filingDate: listings.filingDate,
  grantDate: listings.grantDate,
  annuityDue: listings.annuityDue,
  ipc: listings.ipc,
  solution: listings.solution,
  projectNo: listings.projectNo,
} as const;

/** How many of a person's decisions can be taken back one after the other. */
const backSteps = 20;
/** How long they are offered: the years of an organisation's audit are not walked for them. */
const backMs = 14 * 86_400_000;

/**
 * What this person decided within a fortnight and nothing followed from yet, the latest first: the audit row remembers the version each
 * decision left, and one that has moved on since is not offered.
 */
const recentOf = (t: TxCtx, member: MemberActor) =>
  t.tx
    .select({ ...shown, triage: listings.triage })
    .from(auditEvents)
    .innerJoin(listings, eq(listings.id, sql`${auditEvents.object}`))
    .where(
      and(
        eq(auditEvents.chain, member.orgId),
        eq(auditEvents.actor, member.userId),
        inArray(auditEvents.action, ["listing.triaged", "listing.withdraw"]),
        eq(listings.orgId, member.orgId),
        gte(listings.updatedAt, new Date(t.now.getTime() - backMs)),
        isNotNull(listings.triage),
        sql`(${auditEvents.payload}->>'version')::int = ${listings.version}`,
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(backSteps);

/**
 * Imported drafts nobody decided on yet, in the order of their sheet, the oldest import first; how many there are; and what this person
 * decided lately, for taking it back.
 */
export const readTriage = (ctx: Ctx, limit = 40) =>
  reading(ctx, async (t) => {
    const member = requireMember(t.actor, officerRoles);
    const open = and(
      eq(listings.orgId, member.orgId),
      eq(listings.state, "draft"),
      isNull(listings.triage),
      isNotNull(listings.importId),
    );
    const rows = await t.tx
      .select(shown)
      .from(listings)
      .leftJoin(importRows, and(eq(importRows.importId, listings.importId), eq(importRows.listingId, listings.id)))
      .where(open)
      .orderBy(asc(listings.importId), asc(importRows.line), asc(listings.id))
      .limit(limit);
    const recent = await recentOf(t, member);
    return { rows, left: await t.tx.$count(listings, open), recent, last: recent[0] ?? null };
  });
export type TriageRow = Awaited<ReturnType<typeof readTriage>>["rows"][number];
