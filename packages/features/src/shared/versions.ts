import type { TxCtx } from "@peony/db";
import { auditEvents } from "@peony/db/schema";
import { DomainError } from "@peony/domain/shared";
import { and, eq, sql } from "drizzle-orm";

/** Values as text with the keys of objects in order: the database gives them back in its own order. */
const canonicalText = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, v: unknown) => {
    if (typeof v === "bigint") return String(v);
    if (typeof v !== "object" || v === null || Array.isArray(v)) return v;
    return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** Columns whose stored value differs from the given one. */
export const changedColumns = <R extends object, C extends Partial<R>>(row: R, columns: C): (keyof C & string)[] =>
  (Object.keys(columns) as (keyof C & keyof R & string)[]).filter(
    (k) => canonicalText(row[k]) !== canonicalText(columns[k]),
  );

/** Fields as forms call them: a title is one field in two languages. */
export const fieldsOf = (columns: readonly string[]): string[] => [
  ...new Set(columns.map((c) => (c === "titleZh" || c === "titleEn" ? "title" : c))),
];

/** A row that is saved against the version its editor read, and whose saves leave their changed fields in the owner's audit chain. */
type Versioned = { readonly id: string; readonly orgId: string; readonly version: number };

/** Fields that others changed after a version was read, from the audit rows of their saves; a move of state counts as `state`. */
const changedAfter = async (t: TxCtx, row: Versioned, version: number): Promise<string[]> => {
  const saves = await t.tx
    .select({ payload: auditEvents.payload })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.chain, row.orgId),
        eq(auditEvents.object, row.id),
        sql`(${auditEvents.payload}->>'version')::int > ${version}`,
      ),
    )
    .orderBy(auditEvents.seq);
  return [...new Set(saves.flatMap((s) => (Array.isArray(s.payload.changed) ? s.payload.changed.map(String) : [])))];
};

/** @throws DomainError stale, naming the fields somebody else changed */
export const refuseStale = async (t: TxCtx, row: Versioned, version: number): Promise<void> => {
  if (row.version === version) return;
  const changed = await changedAfter(t, row, version);
  throw new DomainError("stale", `${row.id} version ${version} of ${row.version}`, { changed });
};
