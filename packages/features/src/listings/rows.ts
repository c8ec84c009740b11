import { oneOr404, type TxCtx } from "@peony/db";
import { listings, organisations } from "@peony/db/schema";
import type { MemberActor } from "@peony/domain/identity";
import {
  type ListingFacts,
  type ListingFields,
  listingGaps,
  priceEnds,
  searchableListingStates,
  searchText,
  shareSum,
} from "@peony/domain/listings";
import { DomainError, type ErrorData, type Id } from "@peony/domain/shared";
import { and, eq, inArray, ne } from "drizzle-orm";

/** What search may know, whoever asks: on the market, and not prohibited from leaving the country. */
export const inSearch = and(
  inArray(listings.state, [...searchableListingStates]),
  ne(listings.exportClass, "prohibited"),
);

export type ListingRow = typeof listings.$inferSelect;

/** A form as the columns it is stored in: the bilingual title as the two that are sorted and searched, a menu's ends as the price. */
export const columnsOf = ({ title, ...rest }: ListingFields) => ({
  ...rest,
  ...priceEnds(rest),
  titleZh: title.zh,
  titleEn: title.en,
});

/** The own listing, locked; another organisation's is not there. */
export const lockListing = async (t: TxCtx, id: Id<"listing">, member: MemberActor): Promise<ListingRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(listings)
      .where(and(eq(listings.id, id), eq(listings.orgId, member.orgId)))
      .for("update"),
    id,
  );

export const factsOf = (row: ListingRow): ListingFacts => ({ ...row, title: { zh: row.titleZh, en: row.titleEn } });

/** @throws DomainError listings/not-ready with every gap at its field */
export const requireReady = (row: ListingRow): void => {
  const gaps = listingGaps(factsOf(row));
  if (gaps.length === 0) return;
  const actual = shareSum(row.inventors) / 100;
  const fields: ErrorData["fields"] = Object.fromEntries(
    gaps.map(({ field, code }) => [field, code === "sum-wrong" ? { code, args: { expected: 100, actual } } : { code }]),
  );
  throw new DomainError("listings/not-ready", `${row.id} lacks ${gaps.map((g) => g.field).join(", ")}`, { fields });
};

/** Names of the owner by which its listings are found too. */
export const orgNameOf = async (t: TxCtx, orgId: Id<"organisation">): Promise<string> => {
  const [o] = await t.tx
    .select({ zh: organisations.nameZh, en: organisations.nameEn, short: organisations.shortZh })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  return o ? `${o.zh} ${o.short} ${o.en}` : "";
};

export const searchTextOf = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  columns: Parameters<typeof searchText>[0],
): Promise<string> => searchText(columns, await orgNameOf(t, orgId));

/** Short address of a listing: Latin words of its title where there are some, and the end of its id so that it is alone. */
export const slugFor = (id: string, titleEn: string): string => {
  const latin = titleEn
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)
    .replace(/-$/, "");
  return `${latin ? `${latin}-` : ""}${id.slice(-8)}`;
};

/** The address that a first publication gives: made from the title that is published, not a working one of the draft, and kept for good. */
export const firstSlug = (row: Pick<ListingRow, "id" | "publishedAt">, titleEn: string): { slug?: string } =>
  row.publishedAt === null ? { slug: slugFor(row.id, titleEn) } : {};
