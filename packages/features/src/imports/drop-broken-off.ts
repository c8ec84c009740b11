import { type Ctx, inTransaction, reading, type TxCtx } from "@peony/db";
import { importRows, imports } from "@peony/db/schema";
import { brokenOffMinutes } from "@peony/domain/imports";
import type { Id } from "@peony/domain/shared";
import { and, eq, isNull, lt } from "drizzle-orm";
import { lockImport, stepImport } from "./import-record.ts";

/** Sheets that began to be read and never came to their end, though no reading takes so long. */
const brokenOff = (t: TxCtx) =>
  and(
    eq(imports.state, "uploaded"),
    isNull(imports.total),
    lt(imports.createdAt, new Date(t.now.getTime() - brokenOffMinutes * 60_000)),
  );

/** Puts one away; false where it came to its end meanwhile. */
const drop = (ctx: Ctx, id: Id<"import">): Promise<boolean> =>
  inTransaction(ctx, async (t) => {
    const row = await lockImport(t, id);
    if (row.state !== "uploaded" || row.total !== null) return false;
    await t.tx.delete(importRows).where(eq(importRows.importId, id));
    await stepImport(t, row, "fail", { fault: "imports/broken-off", finishedAt: t.now });
    return true;
  });

/**
 * Ends imports whose upload died in the middle: they fail with a sentence, and the rows taken in so far are removed. The sheet may be sent
 * again, by the same form too. Returns how many there were; a repeat finds none.
 */
export const dropBrokenOff = async (ctx: Ctx): Promise<number> => {
  const ids = await reading(ctx, (t) => t.tx.select({ id: imports.id }).from(imports).where(brokenOff(t)).limit(500));
  let dropped = 0;
  for (const { id } of ids) if (await drop(ctx, id)) dropped += 1;
  return dropped;
};
