import { audit, type Ctx, inTransaction, type TxCtx } from "@peony/db";
import { importMemories, importRows, imports } from "@peony/db/schema";
import { type MemberActor, officerRoles, requireMember } from "@peony/domain/identity";
import { type ColumnMapping, guessMapping, headerKey, type SheetBatch } from "@peony/domain/imports";
import { DomainError, type Id, isDomainError } from "@peony/domain/shared";
import { and, count, eq, isNull, sql } from "drizzle-orm";

export type Sheet = {
  /** Id the form made, so that a double submit is one import. */
  readonly id: Id<"import">;
  readonly fileName: string;
  readonly fileSha256: string;
  /** Reads the sheet from its first row; a fault may come after batches were given. */
  readonly open: () => AsyncIterable<SheetBatch>;
};

/** The mapping of these columns that the organisation used before, else the one their names suggest. */
const suggestedMapping = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  headers: readonly string[],
): Promise<ColumnMapping> => {
  const [known] = await t.tx
    .select({ value: importMemories.value })
    .from(importMemories)
    .where(
      and(
        eq(importMemories.orgId, orgId),
        eq(importMemories.kind, "mapping"),
        eq(importMemories.key, headerKey(headers)),
      ),
    );
  const remembered = Object.entries((known?.value ?? {}) as ColumnMapping).filter(([, column]) =>
    headers.includes(column),
  );
  return known ? Object.fromEntries(remembered) : guessMapping(headers);
};

/** Begins the import, or finds the one the same form began. Null where it was read to its end already. */
const begin = (ctx: Ctx, member: MemberActor, { id, fileName, fileSha256 }: Sheet): Promise<Id<"import"> | null> =>
  inTransaction(ctx, async (t) => {
    const values = { orgId: member.orgId, fileName, fileSha256, map: {}, createdBy: member.userId, createdAt: t.now };
    const made = await t.tx
      .insert(imports)
      .values({ id, ...values })
      .onConflictDoNothing()
      .returning({ id: imports.id });
    if (made.length > 0) return id;
    const [before] = await t.tx
      .select()
      .from(imports)
      .where(and(eq(imports.id, id), eq(imports.orgId, member.orgId)));
    if (!before) throw new DomainError("conflict", "import id is taken");
    if (before.fileSha256 === fileSha256 && before.state === "uploaded") return before.total === null ? id : null;
    if (before.fileSha256 === fileSha256 && before.state !== "failed") return null;
    // the same form with another file, or with one that failed before
    const fresh = t.newId("import");
    await t.tx.insert(imports).values({ id: fresh, ...values });
    return fresh;
  });

const keep = (ctx: Ctx, orgId: Id<"organisation">, id: Id<"import">, { rows }: SheetBatch): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const kept = rows.map(({ line, row, problem }) => ({ line, cells: row, unread: problem }));
    // the lock waits for whoever puts the import away, so that no row comes in behind that
    await t.tx.execute(sql`
      with reading as (select id from imports where id = ${id} and state = 'uploaded' for share)
      insert into import_rows (import_id, org_id, line, cells, unread)
      select i.id, ${orgId}, r.line, r.cells, r.unread
      from reading i, jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r(line int, cells jsonb, unread text)
      on conflict do nothing`);
  });

/** @throws DomainError imports/broken-off where the import was put away before its sheet was read to its end */
const finish = (ctx: Ctx, member: MemberActor, id: Id<"import">, headers: readonly string[]): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const [found] = await t.tx.select().from(imports).where(eq(imports.id, id)).for("update");
    if (found?.state === "failed" || found?.state === "undone")
      throw new DomainError("imports/broken-off", `${id} is ${found.state}`);
    const [rows] = await t.tx.select({ n: count() }).from(importRows).where(eq(importRows.importId, id));
    const map = await suggestedMapping(t, member.orgId, headers);
    const total = rows?.n ?? 0;
    const done = await t.tx
      .update(imports)
      .set({ headers: [...headers], map, total })
      .where(and(eq(imports.id, id), eq(imports.orgId, member.orgId), isNull(imports.total)))
      .returning({ id: imports.id });
    if (done.length > 0)
      await audit(t, { chain: member.orgId, action: "import.uploaded", object: id, payload: { rows: total } });
  });

/** A sheet that cannot be read to its end leaves no rows, only the reason. */
const giveUp = (ctx: Ctx, member: MemberActor, id: Id<"import">, fault: DomainError): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const failed = await t.tx
      .update(imports)
      .set({ state: "failed", fault: fault.code, faultArgs: { ...fault.data.args }, finishedAt: t.now })
      .where(
        and(eq(imports.id, id), eq(imports.orgId, member.orgId), eq(imports.state, "uploaded"), isNull(imports.total)),
      )
      .returning({ id: imports.id });
    // the same form sent twice may have been read to its end meanwhile
    if (failed.length === 0) return;
    await t.tx.delete(importRows).where(eq(importRows.importId, id));
    await audit(t, {
      chain: member.orgId,
      action: "import.fail",
      object: id,
      payload: { fault: fault.code },
      outcome: "refused",
    });
  });

/**
 * Takes the rows of a sheet in, batch by batch, and guesses which column is what. Nothing is judged yet and no draft made. A sheet with
 * a fault keeps no row; the import says why.
 * @throws DomainError imports/… of the sheet's fault, imports/broken-off
 */
export const receiveSheet = async (ctx: Ctx, sheet: Sheet): Promise<{ id: Id<"import"> }> => {
  const member = requireMember(ctx.actor, officerRoles);
  const id = await begin(ctx, member, sheet);
  if (id === null) return { id: sheet.id };
  let headers: readonly string[] = [];
  try {
    for await (const batch of sheet.open()) {
      headers = batch.headers;
      await keep(ctx, member.orgId, id, batch);
    }
  } catch (e) {
    if (isDomainError(e)) await giveUp(ctx, member, id, e);
    throw e;
  }
  await finish(ctx, member, id, headers);
  return { id };
};

/** Whether the sheet was read to its end. @throws DomainError imports/busy */
export const requireRead = (row: { readonly id: string; readonly total: number | null }): void => {
  if (row.total === null) throw new DomainError("imports/busy", `${row.id} is still being read`);
};
