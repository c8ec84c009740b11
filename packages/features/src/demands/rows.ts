import { oneOr404, type TxCtx } from "@peony/db";
import { demandFiles, demands, files, organisations } from "@peony/db/schema";
import { type ClinicFacts, type CreateDemandInput, demandGaps, nameIn } from "@peony/domain/demands";
import type { MemberActor } from "@peony/domain/identity";
import { chineseDay, DomainError, type Id, normalise } from "@peony/domain/shared";
import { and, eq, gte, isNull, or, sql } from "drizzle-orm";
import { namesOf } from "./owner-names.ts";

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

/** A row as the rules of the domain read it. */
export const factsOf = (row: DemandRow): ClinicFacts => ({ ...row, title: { zh: row.titleZh, en: row.titleEn } });

/** @throws DomainError invalid at `field` where a text beside a demand that hides its owner's name says it */
export const refuseOwnName = async (t: TxCtx, demand: DemandRow, field: string, ...texts: string[]): Promise<void> => {
  if (demand.visibility !== "hidden_name") return;
  const name = nameIn(texts.join("\n"), await namesOf(t, demand.orgId));
  if (name !== null)
    throw new DomainError("invalid", `${demand.id} would name its owner`, {
      fields: { [field]: { code: "names-owner", args: { name } } },
    });
};

/** A document may say whose it is in ways that no cleaning finds; pictures are cleaned whole. */
const hasDocument = async (t: TxCtx, demandId: Id<"demand">): Promise<boolean> => {
  const rows = await t.tx
    .select({ id: files.id })
    .from(demandFiles)
    .innerJoin(files, eq(files.id, demandFiles.fileId))
    .where(and(eq(demandFiles.demandId, demandId), eq(files.mediaType, "application/pdf")))
    .limit(1);
  return rows.length > 0;
};

/** The day its window began: today, where it is not published yet. */
export const windowStart = (row: Pick<DemandRow, "publishedAt">, now: Date): string =>
  chineseDay(row.publishedAt ?? now);

/** @throws DomainError demands/not-ready with every gap at its field */
export const requireReady = async (t: TxCtx, row: DemandRow): Promise<void> => {
  const names = row.visibility === "hidden_name" ? await namesOf(t, row.orgId) : [];
  if (row.visibility === "hidden_name" && (await hasDocument(t, row.id)))
    throw new DomainError("demands/not-ready", `${row.id} hides its owner and has a document`, {
      fields: { files: { code: "file-may-name" } },
    });
  const gaps = demandGaps(factsOf(row), chineseDay(t.now), names, windowStart(row, t.now));
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
