import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { listings } from "@peony/db/schema";
import type { ImportIdInput } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { asc, eq, sql } from "drizzle-orm";
import { lockImport, stepImport } from "./import-record.ts";

const shownKept = 200;

/** Drafts and listings of an import that are there, the first two hundred by name. */
export const madeByImport = (t: TxCtx, id: Id<"import">) =>
  t.tx
    .select({ id: listings.id, titleZh: listings.titleZh, titleEn: listings.titleEn, state: listings.state })
    .from(listings)
    .where(eq(listings.importId, id))
    .orderBy(asc(listings.id))
    .limit(shownKept);

/**
 * Takes an import back: drafts nobody touched since are removed, and those that were edited, triaged or moved on stay and are named.
 * Once undone it stays undone; a repeat answers the same.
 * @throws DomainError imports/transition while rows are being written
 */
export const undoImport = (ctx: Ctx, { id }: ImportIdInput): Promise<{ removed: number; kept: number }> =>
  inTransaction(ctx, async (t) => {
    const row = await lockImport(t, id);
    const count = async (): Promise<number> => t.tx.$count(listings, eq(listings.importId, id));
    if (row.state === "undone") return { removed: row.removed, kept: await count() };
    const { rows } = await t.tx.execute<{ removed: number }>(sql`select remove_import_drafts(${id}) as removed`);
    const removed = rows[0]?.removed ?? 0;
    const kept = await count();
    await stepImport(t, row, "undo", { removed, finishedAt: t.now }, { removed, kept });
    return { removed, kept };
  });
