import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import {
  agedTo,
  annuityNoticeDays,
  endedBy,
  isEditable,
  noticeDue,
  refreshDays,
  refreshDue,
  refreshNoticeDays,
} from "@peony/domain/listings";
import { chineseDay, type Id } from "@peony/domain/shared";
import { and, asc, eq, gt, inArray, isNotNull, lte, or, sql } from "drizzle-orm";
import { membersWith, tell } from "../shared/index.ts";
import { namedInMail } from "./mail-names.ts";
import type { ListingRow } from "./rows.ts";
import { stepListing } from "./step-listing.ts";

/** States in which time does something to a listing. */
const living = ["published", "paused", "under_option", "under_notice", "licensed_exclusive"] as const;
const batch = 200;

const remind = async (
  t: TxCtx,
  row: ListingRow,
  kind: "listing-refresh" | "listing-annuity",
  due: string,
  days: number,
): Promise<void> => {
  for (const person of await membersWith(t, row.orgId, officerRoles))
    await tell(t, person, {
      orgId: row.orgId,
      kind,
      urgency: "must_act",
      href: `/listings/${row.id}`,
      args: { due, result: namedInMail(row, person.locale) },
      inside: { listing: row.titleZh || row.titleEn },
      fact: `${kind}:${row.id}:${due}:${days}`,
    });
};

/** What the day does to one locked listing: its right ends, or it is too old for the market or for the shelf. */
const age = async (t: TxCtx, row: ListingRow, today: string): Promise<ListingRow> => {
  const ended = endedBy(row, today);
  if (ended) return stepListing(t, row, "lapse", "system", { legalStatus: "lapsed", pauseReason: null }, { ended });
  const aged = row.refreshedOn === null ? "fresh" : agedTo(row.refreshedOn, today);
  let now = row;
  if (aged !== "fresh" && now.state === "published")
    now = await stepListing(t, now, "pause", "system", { pauseReason: "stale" });
  if (aged === "archive" && now.state === "paused") now = await stepListing(t, now, "archive", "system");
  return now;
};

const warn = async (t: TxCtx, row: ListingRow, today: string): Promise<void> => {
  if (!isEditable(row.state)) return;
  if (row.refreshedOn !== null && row.state === "published") {
    const { hideOn } = refreshDue(row.refreshedOn);
    const days = noticeDue(hideOn, today, refreshNoticeDays);
    if (days !== null) await remind(t, row, "listing-refresh", hideOn, days);
  }
  if (row.annuityDue !== null) {
    const days = noticeDue(row.annuityDue, today, annuityNoticeDays);
    if (days !== null) await remind(t, row, "listing-annuity", row.annuityDue, days);
  }
};

const ageOne = (ctx: Ctx, id: Id<"listing">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [row] = await t.tx
      .select()
      .from(listings)
      .where(and(eq(listings.id, id), inArray(listings.state, [...living])))
      .for("update");
    if (!row) return;
    const today = chineseDay(t.now);
    await warn(t, await age(t, row, today), today);
  });

/** Listings to which this day may do something, by id; the decision is made again on the locked row. */
const candidates = async (ctx: Ctx, after: string): Promise<Id<"listing">[]> =>
  inTransaction(ctx, async (t) => {
    const today = chineseDay(t.now);
    const oldest = Math.max(...refreshNoticeDays);
    const rows = await t.tx
      .select({ id: listings.id })
      .from(listings)
      .where(
        and(
          gt(listings.id, after),
          inArray(listings.state, [...living]),
          or(
            lte(listings.refreshedOn, sql`${today}::date - ${refreshDays - oldest}::int`),
            lte(listings.annuityDue, sql`${today}::date + ${Math.max(...annuityNoticeDays)}::int`),
            eq(listings.legalStatus, "lapsed"),
            and(isNotNull(listings.filingDate), lte(listings.filingDate, sql`${today}::date - interval '10 years'`)),
          ),
        ),
      )
      .orderBy(asc(listings.id))
      .limit(batch);
    return rows.map((r) => r.id);
  });

/**
 * What a day does to listings: reminders of refresh and annuity, hiding at 180 days, archiving at twelve months, lapse of ended
 * rights. Each listing is a transaction of its own, so one that fails or is locked for long holds up no other; a repeat does nothing.
 * @returns number of listings looked at
 */
export const ageListings = async (ctx: Ctx): Promise<number> => {
  let looked = 0;
  for (let after = ""; ; ) {
    const ids = await candidates(ctx, after);
    for (const id of ids) await ageOne(ctx, id);
    looked += ids.length;
    const last = ids.at(-1);
    if (!last) return looked;
    after = last;
  }
};
