import { type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { listingConfirmations, listings } from "@peony/db/schema";
import { officerRoles } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { and, asc, eq, isNull, lte } from "drizzle-orm";
import { hashToken, makeToken } from "../identity/index.ts";
import { membersWith, queueMail, type Told, tell } from "../shared/index.ts";
import { accountOf } from "./ask-inventors.ts";
import { hasSheet, unconfirmed } from "./confirmations.ts";
import { namedInMail, orgShortOf } from "./mail-names.ts";
import type { ListingRow } from "./rows.ts";

const late = (now: Date) =>
  and(
    eq(listingConfirmations.state, "asked"),
    lte(listingConfirmations.dueAt, now),
    isNull(listingConfirmations.remindedAt),
    eq(listings.state, "inventor_confirm"),
  );

/** Inventors who let the day pass and were not reminded yet. */
const lateConfirmations = (t: TxCtx, limit = 200) =>
  t.tx
    .select({ id: listingConfirmations.id })
    .from(listingConfirmations)
    .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
    .where(late(t.now))
    .orderBy(asc(listingConfirmations.dueAt), asc(listingConfirmations.id))
    .limit(limit);

/** Reminds one inventor and the department, once. The mail carries a new link, since of the old one only the hash is known. */
const remindOne = async (t: TxCtx, id: Id<"confirmation">): Promise<void> => {
  const [found] = await t.tx
    .select({ row: listings })
    .from(listingConfirmations)
    .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
    .where(and(eq(listingConfirmations.id, id), late(t.now)))
    .for("update", { of: listings });
  if (!found) return;
  const { row } = found;
  const token = makeToken();
  // an answer that came while this waited for the listing is an answer
  const [confirmation] = await t.tx
    .update(listingConfirmations)
    .set({ remindedAt: t.now, tokenHash: hashToken(token) })
    .where(
      and(
        eq(listingConfirmations.id, id),
        eq(listingConfirmations.state, "asked"),
        isNull(listingConfirmations.remindedAt),
      ),
    )
    .returning();
  if (!confirmation) return;
  const locale = (await accountOf(t, row.orgId, confirmation.email))?.locale ?? "zh";
  await queueMail(t, {
    to: confirmation.email,
    locale,
    kind: "confirm-share-late",
    args: {
      name: confirmation.name.zh || confirmation.name.en,
      organisation: await orgShortOf(t, row.orgId, locale),
      result: namedInMail(row, locale),
      path: `/inventor/${token}`,
    },
    dedupe: `confirm-share-late:${id}`,
  });
  await emit(t.tx, "listing.confirmation", { confirmationId: id });
};

/** Reminds every inventor whose day has passed, each in a transaction of its own. Returns how many. */
export const remindInventors = async (ctx: Ctx): Promise<number> => {
  const found = await inTransaction(ctx, (t) => lateConfirmations(t));
  for (const { id } of found) await inTransaction(ctx, (t) => remindOne(t, id));
  return found.length;
};

/** Who asked, by what the listing remembers of its writers; where they are gone, every officer. */
const officersOf = async (t: TxCtx, row: ListingRow): Promise<Told[]> => {
  const all = await membersWith(t, row.orgId, officerRoles);
  const writers = all.filter((m) => m.userId === row.createdBy || m.userId === row.complianceBy);
  return writers.length > 0 ? writers : all;
};

type News = { readonly kind: string; readonly fact: string };

const newsOf = async (t: TxCtx, row: ListingRow, c: typeof listingConfirmations.$inferSelect): Promise<News | null> => {
  if (row.state !== "inventor_confirm") return null;
  if (c.state === "commented") return { kind: "inventor-commented", fact: `inventor-commented:${c.id}` };
  if (c.state === "asked" && c.remindedAt) return { kind: "inventor-late", fact: `inventor-late:${c.id}` };
  if (c.state === "accepted" && !hasSheet(row) && (await unconfirmed(t, row)).length === 0)
    return { kind: "turn-fill-sheet", fact: `turn-fill-sheet:${c.id}` };
  return null;
};

/** Tells the office what an inventor answered, or did not. A listing that has moved on tells of itself. */
export const notifyConfirmation = (ctx: Ctx, confirmationId: Id<"confirmation">): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [found] = await t.tx
      .select({ row: listings, confirmation: listingConfirmations })
      .from(listingConfirmations)
      .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
      .where(eq(listingConfirmations.id, confirmationId));
    const news = found && (await newsOf(t, found.row, found.confirmation));
    if (!found || !news) return;
    const { row, confirmation } = found;
    for (const person of await officersOf(t, row))
      await tell(t, person, {
        orgId: row.orgId,
        kind: news.kind,
        urgency: "turn",
        href: `/listings/${row.id}/inventors`,
        args: { result: namedInMail(row, person.locale) },
        inside: {
          listing: row.titleZh || row.titleEn,
          name: confirmation.name.zh || confirmation.name.en,
        },
        fact: news.fact,
      });
  });
