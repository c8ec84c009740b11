import type { TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import { futureDays, type ListingState, patentKinds } from "@peony/domain/listings";
import { chineseDay, DomainError, type ErrorData } from "@peony/domain/shared";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { ListingRow } from "./rows.ts";

/** A listing that holds its patent: whoever lists the same one again would offer it twice. */
const holding: readonly ListingState[] = ["published", "paused", "under_option", "under_notice", "licensed_exclusive"];

/** Two that go to market at once wait for each other, so that the later one sees the earlier. */
const alone = (t: TxCtx, row: ListingRow) =>
  t.tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`number:${row.orgId}:${row.number}`}, 0))`);

const twinOf = async (t: TxCtx, row: ListingRow): Promise<{ titleZh: string; titleEn: string } | undefined> => {
  if (row.number === null || !patentKinds.includes(row.assetKind)) return undefined;
  await alone(t, row);
  const [twin] = await t.tx
    .select({ titleZh: listings.titleZh, titleEn: listings.titleEn })
    .from(listings)
    .where(
      and(
        eq(listings.orgId, row.orgId),
        eq(listings.number, row.number),
        ne(listings.id, row.id),
        inArray(listings.assetKind, [...patentKinds]),
        inArray(listings.state, [...holding]),
      ),
    )
    .limit(1);
  return twin;
};

type Days = Parameters<typeof futureDays>[0];
const daysAhead = (t: TxCtx, row: Days): NonNullable<ErrorData["fields"]> =>
  Object.fromEntries(futureDays(row, chineseDay(t.now)).map((field) => [field, { code: "in-the-future" }]));

/** Nobody writes down a filing or a grant that has not come. @throws DomainError invalid at the days */
export const refuseFutureDays = (t: TxCtx, row: Days & { readonly id: string }): void => {
  const fields = daysAhead(t, row);
  if (Object.keys(fields).length > 0)
    throw new DomainError("invalid", `${row.id} has days that have not come`, { fields });
};

/**
 * What is complete may still be wrong: a day that has not come, or a patent that another live listing of the same organisation offers
 * already. The rules of the import hold for what is typed too.
 * @throws DomainError listings/not-ready at the days and at `number`, naming the other listing
 */
export const requireSound = async (t: TxCtx, row: ListingRow): Promise<void> => {
  const twin = await twinOf(t, row);
  const fields: ErrorData["fields"] = {
    ...daysAhead(t, row),
    ...(twin ? { number: { code: "number-twice", args: { title: twin.titleZh || twin.titleEn } } } : {}),
  };
  if (Object.keys(fields).length > 0)
    throw new DomainError("listings/not-ready", `${row.id}: ${Object.keys(fields).join(", ")}`, { fields });
};
