import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { demands, organisations } from "@peony/db/schema";
import { isPublicDemand } from "@peony/domain/demands";
import { and, eq, type SQL } from "drizzle-orm";
import { isChecker, mayName, readable, readableWhole } from "./rights.ts";
import { type DemandRow, ownerColumns } from "./rows.ts";

type Owner = { slug: string; nameZh: string; nameEn: string; fictional: boolean };
type Inside = "searchText" | "createdBy" | "orgId" | "changeSeq" | "matchedAt" | "clinicAt";
/** A demand as the asker may see it: the owner's name and place are left out where they are hidden and the asker is not to know them. */
export type DemandView = Omit<DemandRow, Inside> & { readonly owner: Owner | null; readonly own: boolean };

type Joined = { readonly demand: DemandRow; readonly owner: Owner; readonly named: boolean };

/** A demand with its owner, and whether this reader may know the owner. */
export const selectDemands = (t: TxCtx, where: SQL | undefined) =>
  t.tx
    .select({ demand: demands, owner: ownerColumns, named: mayName(t) })
    .from(demands)
    .innerJoin(organisations, eq(organisations.id, demands.orgId))
    .where(where)
    .$dynamic();

export const toView = (ctx: Pick<Ctx, "actor">, { demand, owner, named }: Joined): DemandView => {
  const { searchText: _t, createdBy: _b, changeSeq: _s, matchedAt: _m, clinicAt: _c, orgId, ...rest } = demand;
  const own = ctx.actor.kind === "person" && ctx.actor.orgId === orgId;
  // The place would give a hidden owner away.
  const place = named ? {} : { site: { zh: "", en: "" }, region: null };
  return { ...rest, ...place, own, owner: named ? owner : null };
};

/** One demand by its public number, whole, for a query that decides further. @throws DomainError not-found for whoever may not read it */
export const findReadable = async (t: TxCtx, number: string, rule: SQL | undefined = readable): Promise<Joined> =>
  oneOr404(await selectDemands(t, and(eq(demands.number, number), rule)), number);

/**
 * By public number: as far as its state and visibility let the asker in. What is in the clinic is read there by its expert and its
 * broker, who see of it what their step allows. @throws DomainError not-found
 */
export const readDemand = async (ctx: Ctx, number: string): Promise<DemandView> =>
  reading(ctx, async (t) => {
    const view = toView(ctx, await findReadable(t, number, readableWhole(t)));
    return oneOr404(view.own || isPublicDemand(view.state) || isChecker(ctx.actor) ? [view] : [], number);
  });
