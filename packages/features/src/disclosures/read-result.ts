import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { organisations } from "@peony/db/schema";
import { type DisclosureRole, dealReceipts } from "@peony/domain/disclosures";
import { isOfficer, requireMember } from "@peony/domain/identity";
import { type RewardRule, ruleInForce } from "@peony/domain/royalties";
import { assets, type Currency, type Id, type Money } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { enterByLink, unitRulesOf } from "../royalties/index.ts";
import { gatherResults, isOwn, type Result, scopeOf } from "./list-results.ts";
import type { Asked, Delay, Scope } from "./results.ts";
import { type DisclosureInventor, type DisclosureRow, rolesIn } from "./rows.ts";
import { type AgreedDeal, agreedDealsOf, statementsOn } from "./state-relation.ts";

/** From what a share is worked out: an agreed deal, the asking price, or nothing yet. */
export type ShareBasis = {
  readonly from: "deal" | "price" | "none";
  readonly dealNumber: string | null;
  readonly gross: Money;
  readonly costs: Money;
  /** In force on the day of signature, else today. */
  readonly rule: RewardRule;
};

type Said = Awaited<ReturnType<typeof statementsOn>>[number];
/** A deal with what its inventors said of it; `mine` is the reader's own last word, on the text as it is now or on an earlier one. */
export type DealOfResult = Pick<AgreedDeal, "dealId" | "number" | "notice" | "noticeHash" | "signedAt"> & {
  readonly said: readonly (Said & { readonly own: boolean; readonly current: boolean })[];
  /** The reader is one of its inventors and may speak. */
  readonly mayState: boolean;
};

export type ResultDetail = {
  readonly result: Result;
  readonly disclosure: (DisclosureRow & { readonly inventors: readonly DisclosureInventor[] }) | null;
  /** What the reader is in the disclosure; an officer may be its author too. */
  readonly roles: readonly DisclosureRole[];
  readonly delays: readonly Delay[];
  readonly asked: readonly (Pick<Asked, "id" | "name" | "sharePct" | "state"> & { readonly own: boolean })[];
  readonly deals: readonly DealOfResult[];
  readonly share: ShareBasis;
};

const unitOf = async (t: TxCtx, orgId: Id<"organisation">) => {
  const unit = oneOr404(
    await t.tx.select({ region: organisations.region }).from(organisations).where(eq(organisations.id, orgId)),
    orgId,
  );
  return { region: unit.region, rules: await unitRulesOf(t, orgId) };
};

const basisOf = async (
  t: TxCtx,
  scope: Scope,
  deals: readonly AgreedDeal[],
  listed: { readonly priceMin: bigint | null; readonly currency: string } | null,
): Promise<ShareBasis> => {
  const { region, rules } = await unitOf(t, scope.orgId);
  const [deal] = deals;
  if (deal) {
    const money = (amount: bigint): Money => ({ amount, asset: assets[deal.terms.currency] });
    const { gross, costs } = dealReceipts(deal.terms, deal.facts.platformFeeBps);
    const rule = ruleInForce(deal.facts.seller.region || null, deal.signedAt ?? t.now, rules);
    return { from: "deal", dealNumber: deal.number, gross: money(gross), costs: money(costs), rule };
  }
  const asset = assets[(listed?.currency ?? "CNY") as Currency];
  return {
    from: listed?.priceMin ? "price" : "none",
    dealNumber: null,
    gross: { amount: listed?.priceMin ?? 0n, asset },
    costs: { amount: 0n, asset },
    rule: ruleInForce(region, t.now, rules),
  };
};

const detail = async (t: TxCtx, scope: Scope, id: string, roles: (row: DisclosureRow) => readonly DisclosureRole[]) => {
  const { result, parts } = oneOr404(await gatherResults(t, scope, id), id);
  const deals = result.listingId ? await agreedDealsOf(t, scope.orgId, result.listingId) : [];
  const said = await statementsOn(
    t,
    deals.map((d) => d.dealId),
  );
  const own = (confirmationId: string): boolean => parts.asked.some((a) => a.id === confirmationId && isOwn(scope, a));
  const row = parts.told?.row ?? null;
  return {
    result,
    disclosure: row && { ...row, inventors: parts.named },
    roles: row ? roles(row) : [],
    delays: parts.delays,
    asked: parts.asked.map(({ id: asked, name, sharePct, state }) => ({
      id: asked,
      name,
      sharePct,
      state,
      own: own(asked),
    })),
    deals: deals.map(
      ({ dealId, number, notice, noticeHash, signedAt }): DealOfResult => ({
        dealId,
        number,
        notice,
        noticeHash,
        signedAt,
        // an inventor's tie to a buyer is for the office; each inventor reads the own word
        said: said
          .filter((s) => s.dealId === dealId && (scope.kind === "unit" || own(s.confirmationId)))
          .map((s) => ({ ...s, own: own(s.confirmationId), current: s.noticeHash === noticeHash })),
        mayState: parts.asked.some((a) => a.state === "accepted" && own(a.id)),
      }),
    ),
    share: await basisOf(t, scope, deals, parts.listed),
  } satisfies ResultDetail;
};

/**
 * One result by the id of its disclosure or listing: for who is named in it, and for the unit's officers.
 * @throws DomainError not-found
 */
export const readResult = (ctx: Ctx, id: string): Promise<ResultDetail> => {
  const member = requireMember(ctx.actor);
  return reading(ctx, async (t) =>
    detail(t, await scopeOf(t, member, isOfficer(member)), id, (row) => rolesIn(member, row)),
  );
};

/** One result by link, for an inventor without an account. @throws DomainError listings/link-over, not-found */
export const readResultByLink = (ctx: Ctx, token: string, listingId: Id<"listing">): Promise<ResultDetail> =>
  reading(ctx, async (t) => {
    const holder = await enterByLink(t, token);
    if (!holder.confirmations.some((c) => c.listingId === listingId)) oneOr404([], listingId);
    const scope: Scope = { kind: "link", orgId: holder.orgId, holder };
    const only = {
      ...scope,
      holder: { ...holder, confirmations: holder.confirmations.filter((c) => c.listingId === listingId) },
    };
    return detail(t, only, listingId, () => []);
  });
