import { type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { importMemories, importRows, imports } from "@peony/db/schema";
import { headerKey, type MapImportInput } from "@peony/domain/imports";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull, sql } from "drizzle-orm";
import { judgeFactsOf, judgeRows, lockImport, mappingOf, markTwins, openRows, stepImport } from "./import-record.ts";
import { requireRead } from "./receive-sheet.ts";

/** @throws DomainError invalid where a column is not the sheet's, imports/no-title */
const requireMapping = (headers: readonly string[], mapping: MapImportInput["mapping"]): void => {
  const foreign = Object.entries(mapping).find(([, column]) => !headers.includes(column ?? ""));
  if (foreign)
    throw new DomainError("invalid", `no column ${foreign[1]}`, {
      fields: { [`mapping.${foreign[0]}`]: { code: "not-an-option" } },
    });
  if (mapping.title_zh === undefined && mapping.title_en === undefined)
    throw new DomainError("imports/no-title", "no column of titles", {
      fields: { "mapping.title_zh": { code: "choose" } },
    });
};

/**
 * Says which column is what, remembers it for sheets with the same columns, and lets every row be judged anew. Values that officers
 * typed over the sheet's stay.
 * @throws DomainError imports/transition once drafts were made, imports/busy, imports/no-title
 */
export const mapImport = (ctx: Ctx, { id, mapping: given }: MapImportInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const row = await lockImport(t, id);
    requireRead(row);
    const mapping = Object.fromEntries(Object.entries(given).filter(([, column]) => column !== ""));
    requireMapping(row.headers, mapping);
    await stepImport(t, row, "map", { map: mapping, read: 0, phaseAt: t.now, phaseFrom: 0 });
    await remember(t, row.orgId, "mapping", headerKey(row.headers), mapping);
    await t.tx
      .update(importRows)
      .set({ result: "unjudged", problems: [], number: null, twinKey: null, twinLine: null, twinId: null })
      .where(and(eq(importRows.importId, id), isNull(importRows.listingId)));
  });

type Memory = typeof importMemories.$inferInsert;

/** Keeps what an organisation said of its sheets; the last word counts. */
export const remember = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  kind: Memory["kind"],
  key: string,
  value: unknown,
): Promise<void> => {
  const savedBy = t.actor.kind === "person" ? t.actor.userId : null;
  await t.tx
    .insert(importMemories)
    .values({ orgId, kind, key, value, savedBy, savedAt: t.now })
    .onConflictDoUpdate({
      target: [importMemories.orgId, importMemories.kind, importMemories.key],
      set: { value, savedBy, savedAt: t.now },
    });
};

/** Judges the next rows of a locked import; after the last one numbers are compared and the check is over. True while rows are left. */
export const checkSome = async (t: TxCtx, id: Id<"import">, rowsAtOnce: number): Promise<boolean> => {
  const row = await lockImport(t, id);
  if (row.state !== "mapped") return false;
  const rows = await openRows(t, id, sql`${importRows.result} = 'unjudged'`, rowsAtOnce);
  await judgeRows(t, row, rows, await judgeFactsOf(t, row.orgId, mappingOf(row), row.id));
  await t.tx
    .update(imports)
    .set({ read: row.read + rows.length })
    .where(eq(imports.id, id));
  if (rows.length === rowsAtOnce) return true;
  await markTwins(t, row);
  await stepImport(t, row, "check", { finishedAt: null });
  return false;
};
