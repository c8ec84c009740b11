import { type Ctx, oneOr404, reading } from "@peony/db";
import { demands, organisations } from "@peony/db/schema";
import { type BrowseDemandsInput, type DemandGap, demandGaps, publicDemandStates } from "@peony/domain/demands";
import { requireMember } from "@peony/domain/identity";
import { chineseDay, decodeCursor, encodeCursor, normalise, type Page } from "@peony/domain/shared";
import { and, desc, eq, inArray, lt, or, sql } from "drizzle-orm";
import { type DemandRow, isOpen, ownerColumns } from "./rows.ts";

type Owner = { slug: string; nameZh: string; nameEn: string; fictional: boolean };
/** A demand as the asker may see it: the owner's name and place are left out where they are hidden and the asker is somebody else. */
export type DemandView = Omit<DemandRow, "searchText" | "createdBy" | "orgId" | "changeSeq" | "matchedAt"> & {
  readonly owner: Owner | null;
  readonly own: boolean;
};

const toView = (ctx: Ctx, row: DemandRow, owner: Owner): DemandView => {
  const { searchText: _t, createdBy: _b, changeSeq: _s, matchedAt: _m, orgId, ...rest } = row;
  const own = ctx.actor.kind === "person" && ctx.actor.orgId === orgId;
  const hidden = row.visibility === "hidden_name" && !own;
  // The place would give a hidden owner away.
  return { ...rest, ...(hidden ? { site: { zh: "", en: "" }, region: null } : {}), own, owner: hidden ? null : owner };
};

/** By public number: published ones for everybody, drafts for their owner only. @throws DomainError not-found */
export const readDemand = async (ctx: Ctx, number: string): Promise<DemandView> => {
  const row = oneOr404(
    await ctx.db
      .select({ demand: demands, owner: ownerColumns })
      .from(demands)
      .innerJoin(organisations, eq(organisations.id, demands.orgId))
      .where(eq(demands.number, number)),
    number,
  );
  const view = toView(ctx, row.demand, row.owner);
  return oneOr404(view.own || publicDemandStates.some((s) => s === view.state) ? [view] : [], number);
};

/** The own demand for its editor, with what publishing still asks for. @throws DomainError not-found */
export const readOwnDemand = async (ctx: Ctx, number: string): Promise<DemandView & { gaps: DemandGap[] }> => {
  requireMember(ctx.actor);
  const view = await readDemand(ctx, number);
  const now = await reading(ctx, async (t) => t.now);
  return {
    ...oneOr404(view.own ? [view] : [], number),
    gaps: demandGaps({ ...view, title: { zh: view.titleZh, en: view.titleEn } }, chineseDay(now)),
  };
};

/** Open demands, newest first; words are looked for in title, keywords and background. */
export const browseDemands = async (
  ctx: Ctx,
  input: BrowseDemandsInput,
): Promise<Page<DemandView> & { total: number }> => {
  const after = input.cursor ? decodeCursor(input.cursor) : null;
  const words = normalise(input.q).split(" ").filter(Boolean).slice(0, 10);
  const open = and(
    isOpen,
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
  const rows = await ctx.db
    .select({ demand: demands, owner: ownerColumns })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(open, page))
    .orderBy(desc(demands.publishedAt), desc(demands.id))
    .limit(input.limit + 1);
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1)?.demand;
  return {
    rows: shown.map((r) => toView(ctx, r.demand, r.owner)),
    next: rows.length > input.limit && last?.publishedAt ? encodeCursor([last.publishedAt.getTime(), last.id]) : null,
    total: await ctx.db.$count(demands, open),
  };
};

/** How many open demands each field has. */
export const countDemandsByField = async (ctx: Ctx): Promise<Record<string, number>> => {
  const rows = await ctx.db
    .select({ field: demands.field, n: sql<number>`count(*)::int` })
    .from(demands)
    .where(isOpen)
    .groupBy(demands.field);
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
  const rows = await ctx.db
    .select({ demand: demands, owner: ownerColumns })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(and(inArray(demands.id, [...ids]), isOpen));
  return rows.map((r) => toView(ctx, r.demand, r.owner));
};
