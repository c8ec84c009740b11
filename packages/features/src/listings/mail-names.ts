import type { TxCtx } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { publicListingStates } from "@peony/domain/listings";
import type { Id, Locale } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import type { ListingRow } from "./rows.ts";

/** An organisation as a subject line names it: its short name in Chinese, one name in English. */
export const orgShortOf = async (t: TxCtx, orgId: Id<"organisation">, locale: Locale): Promise<string> => {
  const [o] = await t.tx
    .select({ zh: organisations.nameZh, en: organisations.nameEn, short: organisations.shortZh })
    .from(organisations)
    .where(eq(organisations.id, orgId));
  if (!o) return "";
  return locale === "en" && o.en ? o.en : o.short || o.zh;
};

type Named = Pick<ListingRow, "id" | "state" | "exportClass" | "titleZh" | "titleEn" | "number" | "projectNo">;

/**
 * What a mail calls a listing. A title that everybody may read is said; one that is not public never leaves the house, and a number
 * stands for it: of the patent, of the project, or the end of the listing's own id.
 */
export const namedInMail = (row: Named, locale: Locale): string => {
  const isPublic = publicListingStates.some((s) => s === row.state) && row.exportClass !== "prohibited";
  if (isPublic) return (locale === "en" ? row.titleEn || row.titleZh : row.titleZh || row.titleEn) || row.id.slice(-8);
  return row.number ?? row.projectNo ?? row.id.slice(-8);
};
