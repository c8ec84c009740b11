import { oneOr404, type TxCtx } from "@peony/db";
import { demands, organisations } from "@peony/db/schema";
import { demandGaps } from "@peony/domain/demands";
import type { MemberActor } from "@peony/domain/identity";
import { DomainError, type Id, normalise } from "@peony/domain/shared";
import { and, eq, gte, isNull, or, sql } from "drizzle-orm";

export type DemandRow = typeof demands.$inferSelect;

/** ISO date in Chinese time. */
export const dayOf = (now: Date): string => new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" }).format(now);

/** The own demand, locked; another organisation's is not there. @throws DomainError stale with `changed` where a version is given and is old */
export const lockDemand = async (t: TxCtx, id: Id<"demand">, member: MemberActor): Promise<DemandRow> =>
  oneOr404(
    await t.tx
      .select()
      .from(demands)
      .where(and(eq(demands.id, id), eq(demands.orgId, member.orgId)))
      .for("update"),
    id,
  );

export const refuseStale = (row: DemandRow, version: number, changed: readonly string[] = []): void => {
  if (row.version !== version)
    throw new DomainError("stale", `${row.id} version ${version} of ${row.version}`, { changed });
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
