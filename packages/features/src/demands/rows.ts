import { oneOr404, type TxCtx } from "@peony/db";
import { auditEvents, demands, organisations } from "@peony/db/schema";
import { type CreateDemandInput, demandGaps } from "@peony/domain/demands";
import type { MemberActor } from "@peony/domain/identity";
import { DomainError, type Id, normalise } from "@peony/domain/shared";
import { and, eq, gte, isNull, or, sql } from "drizzle-orm";

export type DemandRow = typeof demands.$inferSelect;

/** ISO date in Chinese time. */
export const dayOf = (now: Date): string => new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(now);

/** The own demand, locked; another organisation's is not there. */
export const lockDemand = async (t: TxCtx, id: Id<"demand">, member: MemberActor): Promise<DemandRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(demands)
      .where(and(eq(demands.id, id), eq(demands.orgId, member.orgId)))
      .for("update"),
    id,
  );

/** Everything a form says of a demand, as its columns. */
export const columnsOf = ({ title, ...rest }: Omit<CreateDemandInput, "id">) => ({
  ...rest,
  titleZh: title.zh,
  titleEn: title.en,
});

/** A value as text whose keys stand in one order, since the database gives them back in another. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_key, v: unknown) => {
    if (typeof v === "bigint") return String(v);
    if (typeof v !== "object" || v === null || Array.isArray(v)) return v;
    return Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** Columns whose stored value differs from the given one. */
export const changedColumns = (row: DemandRow, columns: ReturnType<typeof columnsOf>): string[] =>
  (Object.keys(columns) as (keyof typeof columns)[]).filter((k) => canonical(row[k]) !== canonical(columns[k]));

/** Fields as forms call them: a title is one field in two languages. */
export const fieldsOf = (columns: readonly string[]): string[] => [
  ...new Set(columns.map((c) => (c === "titleZh" || c === "titleEn" ? "title" : c))),
];

/** @throws DomainError stale, naming what others changed since that version, by the audit rows of their saves */
export const refuseStale = async (t: TxCtx, row: DemandRow, version: number): Promise<void> => {
  if (row.version === version) return;
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
  const changed = saves.flatMap((s) => (Array.isArray(s.payload.changed) ? s.payload.changed.map(String) : []));
  throw new DomainError("stale", `${row.id} version ${version} of ${row.version}`, { changed: [...new Set(changed)] });
};

/** @throws DomainError demands/not-ready with every gap at its field */
export const requireReady = (row: DemandRow, now: Date): void => {
  const gaps = demandGaps({ ...row, title: { zh: row.titleZh, en: row.titleEn } }, dayOf(now));
  if (gaps.length > 0)
    throw new DomainError("demands/not-ready", `${row.id} lacks ${gaps.map((g) => g.field).join(", ")}`, {
      fields: Object.fromEntries(gaps.map(({ field, ...rest }) => [field, rest])),
    });
};

/** Before everybody, and its day has not passed: what can still be answered. */
export const isOpen = and(
  eq(demands.state, "published"),
  or(isNull(demands.deadline), gte(demands.deadline, sql`(app_now() at time zone 'Asia/Shanghai')::date`)),
);

/** Words the reduced search and the matching read: public fields only. */
export const searchTextOf = (
  d: Pick<DemandRow, "titleZh" | "titleEn" | "keywordsZh" | "keywordsEn" | "background" | "number">,
): string =>
  normalise(
    [d.number, d.titleZh, d.titleEn, ...d.keywordsZh, ...d.keywordsEn, d.background.zh, d.background.en].join(" "),
  );

export const ownerColumns = {
  slug: organisations.slug,
  nameZh: organisations.nameZh,
  nameEn: organisations.nameEn,
  fictional: organisations.fictional,
};
