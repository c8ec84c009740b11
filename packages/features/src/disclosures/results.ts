import type { TxCtx } from "@peony/db";
import {
  auditEvents,
  contracts,
  deals,
  disclosureInventors,
  disclosures,
  heldItems,
  listingConfirmations,
  listings,
  rewardCalculations,
  rewardPayments,
  stepDelays,
  users,
} from "@peony/db/schema";
import type { RewardRule } from "@peony/domain/royalties";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { LinkHolder } from "../royalties/index.ts";

/** Whose results are asked for: the unit's, one person's, or those of who holds a link. */
export type Scope = { readonly orgId: Id<"organisation"> } & (
  | { readonly kind: "unit" | "person"; readonly userId: Id<"user">; readonly email: string | null }
  | { readonly kind: "link"; readonly holder: LinkHolder }
);

const most = 200;

/** The proved address of an account; it owns what was accepted by link before the account was there. */
export const provedEmail = async (t: TxCtx, userId: Id<"user">): Promise<string | null> => {
  const [user] = await t.tx
    .select({ email: users.email })
    .from(users)
    .where(and(eq(users.id, userId), isNotNull(users.emailVerifiedAt)));
  return user?.email.toLowerCase() ?? null;
};

/** Confirmations that belong to an account. */
export const ownConfirmations = (userId: Id<"user">, email: string | null) =>
  or(
    eq(listingConfirmations.userId, userId),
    email ? and(isNull(listingConfirmations.userId), eq(listingConfirmations.email, email)) : undefined,
  );

/** Disclosures of the scope; the database has the last word on which of them are there. A link opens none. */
export const disclosuresOf = async (t: TxCtx, scope: Scope, only: string | null) => {
  if (scope.kind === "link") return [];
  const named = t.tx
    .select({ one: sql`1` })
    .from(disclosureInventors)
    .where(and(eq(disclosureInventors.disclosureId, disclosures.id), eq(disclosureInventors.userId, scope.userId)));
  return t.tx
    .select({ row: disclosures, officer: users.name })
    .from(disclosures)
    .leftJoin(users, eq(users.id, disclosures.officerId))
    .where(
      and(
        eq(disclosures.orgId, scope.orgId),
        scope.kind === "person" ? or(eq(disclosures.createdBy, scope.userId), exists(named)) : undefined,
        only ? or(eq(disclosures.id, only), eq(disclosures.listingId, only)) : undefined,
      ),
    )
    .orderBy(desc(disclosures.updatedAt), desc(disclosures.id))
    .limit(most);
};
export type Told = Awaited<ReturnType<typeof disclosuresOf>>[number];

/** Listings in which the scope's inventors took a share, beside those of the disclosures. */
export const listingIdsOf = async (t: TxCtx, scope: Scope, only: string | null): Promise<Id<"listing">[]> => {
  if (scope.kind === "link") return scope.holder.confirmations.map((c) => c.listingId);
  const rows = await t.tx
    .selectDistinct({ id: listingConfirmations.listingId, at: listings.updatedAt })
    .from(listingConfirmations)
    .innerJoin(listings, eq(listings.id, listingConfirmations.listingId))
    .where(
      and(
        eq(listings.orgId, scope.orgId),
        ne(listingConfirmations.state, "recalled"),
        scope.kind === "person" ? ownConfirmations(scope.userId, scope.email) : undefined,
        only ? eq(listings.id, only) : undefined,
      ),
    )
    .orderBy(desc(listings.updatedAt), desc(listingConfirmations.listingId))
    .limit(most);
  return rows.map((r) => r.id);
};

/** What a result's listing adds to it. */
export const listingsOf = (t: TxCtx, orgId: Id<"organisation">, ids: readonly Id<"listing">[]) =>
  t.tx
    .select({
      id: listings.id,
      state: listings.state,
      titleZh: listings.titleZh,
      titleEn: listings.titleEn,
      inventors: listings.inventors,
      priceMin: listings.priceMin,
      currency: listings.currency,
      updatedAt: listings.updatedAt,
    })
    .from(listings)
    .where(and(eq(listings.orgId, orgId), inArray(listings.id, [...ids])))
    .orderBy(desc(listings.updatedAt), desc(listings.id));
export type Listed = Awaited<ReturnType<typeof listingsOf>>[number];

export const askedOf = (t: TxCtx, ids: readonly Id<"listing">[]) =>
  t.tx
    .select({
      id: listingConfirmations.id,
      listingId: listingConfirmations.listingId,
      position: listingConfirmations.position,
      name: listingConfirmations.name,
      sharePct: listingConfirmations.sharePct,
      userId: listingConfirmations.userId,
      email: listingConfirmations.email,
      state: listingConfirmations.state,
      dueAt: listingConfirmations.dueAt,
    })
    .from(listingConfirmations)
    .where(and(inArray(listingConfirmations.listingId, [...ids]), ne(listingConfirmations.state, "recalled")))
    .orderBy(asc(listingConfirmations.position));
export type Asked = Awaited<ReturnType<typeof askedOf>>[number];

/** When each listing last moved from one state to another, by the unit's own record. */
export const movedAt = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  if (ids.length === 0) return new Map();
  const rows = await t.tx
    .select({ object: auditEvents.object, at: sql<string>`max(${auditEvents.at})` })
    .from(auditEvents)
    .where(and(eq(auditEvents.chain, orgId), inArray(auditEvents.object, [...ids]), sql`${auditEvents.payload} ? 'to'`))
    .groupBy(auditEvents.object);
  return new Map(rows.map((r) => [r.object, new Date(r.at)]));
};

export type Income = {
  readonly agreed: number;
  readonly statements: readonly { readonly at: Date; readonly paid: boolean; readonly rule: RewardRule }[];
};

/** Agreed deals and benefit statements of listings. */
export const incomeOf = async (t: TxCtx, ids: readonly Id<"listing">[]): Promise<ReadonlyMap<string, Income>> => {
  const agreed = await t.tx
    .select({ listingId: deals.listingId, n: sql<number>`count(*)::int` })
    .from(contracts)
    .innerJoin(deals, eq(deals.id, contracts.dealId))
    .where(inArray(deals.listingId, [...ids]))
    .groupBy(deals.listingId);
  const statements = await t.tx
    .select({
      listingId: deals.listingId,
      at: rewardCalculations.createdAt,
      paidOn: rewardPayments.paidOn,
      rule: rewardCalculations.rule,
    })
    .from(rewardCalculations)
    .innerJoin(heldItems, eq(heldItems.id, rewardCalculations.itemId))
    .innerJoin(deals, eq(deals.id, heldItems.dealId))
    .leftJoin(rewardPayments, eq(rewardPayments.rewardId, rewardCalculations.id))
    .where(inArray(deals.listingId, [...ids]));
  return new Map(
    ids.map((id) => [
      id,
      {
        agreed: agreed.find((a) => a.listingId === id)?.n ?? 0,
        statements: statements
          .filter((s) => s.listingId === id)
          .map((s) => ({ at: s.at, paid: s.paidOn !== null, rule: s.rule as unknown as RewardRule })),
      },
    ]),
  );
};

/** The last reason given for a late step of each disclosure. */
export const delaysOf = async (t: TxCtx, ids: readonly Id<"disclosure">[]) =>
  t.tx
    .select({
      disclosureId: stepDelays.disclosureId,
      step: stepDelays.step,
      reason: stepDelays.reason,
      dueAt: stepDelays.dueAt,
      newDueAt: stepDelays.newDueAt,
      by: users.name,
      at: stepDelays.at,
    })
    .from(stepDelays)
    .leftJoin(users, eq(users.id, stepDelays.explainedBy))
    .where(inArray(stepDelays.disclosureId, [...ids]))
    .orderBy(desc(stepDelays.at));
export type Delay = Awaited<ReturnType<typeof delaysOf>>[number];

/** Who made a result as its disclosure says, with the account of each. */
export const namedIn = (t: TxCtx, ids: readonly Id<"disclosure">[]) =>
  t.tx
    .select()
    .from(disclosureInventors)
    .where(inArray(disclosureInventors.disclosureId, [...ids]))
    .orderBy(asc(disclosureInventors.position));

export type Maker = { readonly name: Bilingual; readonly sharePct: number; readonly own: boolean };
