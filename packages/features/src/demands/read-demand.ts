import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { demands } from "@peony/db/schema";
import type { BrowseDemandsInput } from "@peony/domain/demands";
import { requireMember } from "@peony/domain/identity";
import { decodeCursor, encodeCursor, type Id, normalise, type Page } from "@peony/domain/shared";
import { and, asc, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { type Clinic, clinicOf } from "./read-clinic.ts";
import { isListed } from "./rights.ts";
import type { DemandRow } from "./rows.ts";
import { type DemandView, findReadable, selectDemands, toView } from "./view.ts";

/** The own demand for its editor, with what publishing still asks for. @throws DomainError not-found */
export const readOwnDemand = async (ctx: Ctx, number: string): Promise<DemandView & Clinic> => {
  requireMember(ctx.actor);
  return reading(ctx, async (t) => {
    const joined = await findReadable(t, number);
    const view = toView(ctx, joined);
    return { ...oneOr404(view.own ? [view] : [], number), ...(await clinicOf(t, joined.demand)) };
  });
};

const browse = async (t: TxCtx, ctx: Ctx, input: BrowseDemandsInput): Promise<Page<DemandView> & { total: number }> => {
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const words = normalise(input.q).split(" ").filter(Boolean).slice(0, 10);
  const open = and(
    isListed(t),
    input.field ? eq(demands.field, input.field) : undefined,
    ...words.map((w) => sql`strpos(${demands.searchText}, ${w}) > 0`),
  );
  const page =
    after && typeof after[0] === "number"
      ? or(
          lt(demands.publishedAt, new Date(after[0])),
          and(eq(demands.publishedAt, new Date(after[0])), lt(demands.id, String(after[1]))),
        )
      : undefined;
  const rows = await selectDemands(t, and(open, page))
    .orderBy(desc(demands.publishedAt), desc(demands.id))
    .limit(input.limit + 1);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1)?.demand;
  return {
    rows: shown.map((r) => toView(ctx, r)),
    next: rows.length > input.limit && last?.publishedAt ? encodeCursor([last.publishedAt.getTime(), last.id]) : null,
    total: await t.tx.$count(demands, open),
  };
};

/** Open demands, newest first; words are looked for in title, keywords and background. */
export const browseDemands = (ctx: Ctx, input: BrowseDemandsInput): Promise<Page<DemandView> & { total: number }> =>
  reading(ctx, (t) => browse(t, ctx, input));

/**
 * One page of the open demands that name this owner, newest first. One that hides its owner's name is never among them, or the list
 * would say it; one for named readers is not for everybody. @param page from 1
 */
export const browseDemandsByOwner = (
  ctx: Ctx,
  orgId: Id<"organisation">,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ rows: DemandView[]; total: number }> =>
  reading(ctx, async (t) => {
    const where = and(eq(demands.orgId, orgId), eq(demands.visibility, "open"), isListed(t));
    const rows = await selectDemands(t, where)
      .orderBy(desc(demands.publishedAt), asc(demands.id))
      .limit(size)
      .offset((page - 1) * size);
    return { rows: rows.map((r) => toView(ctx, r)), total: await t.tx.$count(demands, where) };
  });

/** How many open demands each field has. */
export const countDemandsByField = async (ctx: Ctx): Promise<Record<string, number>> => {
  const rows = await reading(ctx, (t) =>
    t.tx
      .select({ field: demands.field, n: sql<number>`count(*)::int` })
      .from(demands)
      .where(isListed(t))
      .groupBy(demands.field),
  );
  return Object.fromEntries(rows.map((r) => [r.field, r.n]));
};

export type OwnDemand = Omit<DemandRow, "searchText">;

/** The own organisation's demands, last touched first. */
export const listOwnDemands = async (ctx: Ctx): Promise<OwnDemand[]> => {
  const { orgId } = requireMember(ctx.actor);
  return ctx.db
    .select()
    .from(demands)
    .where(eq(demands.orgId, orgId))
    .orderBy(desc(demands.updatedAt), desc(demands.id))
    .limit(200);
};

/** Several open demands by id, for match lists; others are left out. */
export const readDemands = async (ctx: Ctx, ids: readonly string[]): Promise<DemandView[]> => {
  if (ids.length === 0) return [];
  const rows = await reading(ctx, async (t) => selectDemands(t, and(inArray(demands.id, [...ids]), isListed(t))));
  return rows.map((r) => toView(ctx, r));
};
