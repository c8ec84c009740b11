import type { TxCtx } from "@peony/db";
import { listingVersions } from "@peony/db/schema";
import { listingFields } from "@peony/domain/listings";
import type { ListingRow } from "./rows.ts";

/** The fields of a form as they are stored, the title whole again; money as text, since JSON has no big integers. */
export const fieldsOfRow = (row: ListingRow): Record<string, unknown> => {
  const whole: Record<string, unknown> = { ...row, title: { zh: row.titleZh, en: row.titleEn } };
  return Object.fromEntries(
    Object.keys(listingFields).map((name) => {
      const value = whole[name];
      return [name, typeof value === "bigint" ? String(value) : value];
    }),
  );
};

/** Keeps what a listing says before a save overwrites it. */
export const keepVersion = async (t: TxCtx, row: ListingRow): Promise<void> => {
  await t.tx
    .insert(listingVersions)
    .values({
      listingId: row.id,
      version: row.version,
      fields: fieldsOfRow(row),
      savedBy: row.savedBy ?? row.createdBy,
      savedAt: row.savedAt ?? row.createdAt,
    })
    .onConflictDoNothing();
};
