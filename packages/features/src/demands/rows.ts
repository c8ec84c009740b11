import { oneOr404, type TxCtx } from "@peony/db";
import { demands, organisations } from "@peony/db/schema";
import { type CreateDemandInput, demandGaps } from "@peony/domain/demands";
import type { MemberActor } from "@peony/domain/identity";
import { chineseDay, DomainError, type Id, normalise } from "@peony/domain/shared";
import { and, eq, gte, isNull, or, sql } from "drizzle-orm";

export type DemandRow = typeof demands.$inferSelect;

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

/** @throws DomainError demands/not-ready with every gap at its field */
export const requireReady = (row: DemandRow, now: Date): void => {
  const gaps = demandGaps({ ...row, title: { zh: row.titleZh, en: row.titleEn } }, chineseDay(now));
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
