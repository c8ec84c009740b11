import { type Ctx, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { deals, paymentAttempts, users } from "@peony/db/schema";
import type { AttemptState, ItemInput } from "@peony/domain/escrow";
import { requireMember, requireVerified } from "@peony/domain/identity";
import { assets, type Bilingual, type Currency, DomainError, type Id, type Money } from "@peony/domain/shared";
import { and, eq, isNull } from "drizzle-orm";
import { attemptPage, recordPaymentExpired } from "./record-funding.ts";
import { type ItemRow, lockItem, moveItem } from "./rows.ts";

/** Everything the payment page at the provider is made from. `url` is set once that page exists. */
export type FundingAttempt = {
  readonly id: Id<"attempt">;
  readonly itemId: Id<"item">;
  readonly dealId: Id<"deal">;
  readonly dealNumber: string;
  readonly position: number;
  readonly name: Bilingual;
  readonly money: Money;
  /** Of the person who made the attempt, whoever asks now: the provider is asked the same question again. */
  readonly email: string | null;
  readonly state: AttemptState;
  readonly providerId: string | null;
  readonly url: string | null;
};

/** Roles that pay for their organisation. */
export const payerRoles = ["finance", "owner", "manager"] as const;

const openAttempt = (t: TxCtx, item: ItemRow) =>
  t.tx
    .select()
    .from(paymentAttempts)
    .where(and(eq(paymentAttempts.itemId, item.id), eq(paymentAttempts.state, "open")));

const newAttempt = async (t: TxCtx, item: ItemRow, userId: Id<"user">) => {
  await moveItem(t, item, "start_payment", "buyer", { deadline: item.deadline });
  return t.tx
    .insert(paymentAttempts)
    .values({
      id: t.newId("attempt"),
      itemId: item.id,
      rail: "stripe_transfer",
      amount: item.due,
      currency: item.currency,
      state: "open",
      createdBy: userId,
      createdAt: t.now,
      updatedAt: t.now,
    })
    .returning();
};

/**
 * Begins to pay an item that is called for funds, or finds the attempt that is open already: a second click and a process that died
 * after the first lead to the same attempt, whose id is the provider's idempotency key. Call the provider after this, outside.
 * @throws DomainError not-found, forbidden, identity/unverified, escrow/frozen, escrow/transition
 */
export const startFunding = async (ctx: Ctx, input: ItemInput): Promise<FundingAttempt> => {
  const member = requireMember(ctx.actor);
  return inTransaction(ctx, async (t) => {
    const { item, role } = await lockItem(t, input.itemId);
    if (role !== "buyer") throw new DomainError("forbidden", `${role} does not pay`);
    requireVerified(t.actor, payerRoles);
    if (item.freezes.length > 0) throw new DomainError("escrow/frozen", item.id);
    const rows = item.state === "funding" ? await openAttempt(t, item) : await newAttempt(t, item, member.userId);
    const attempt = oneOr404(rows, `open attempt of ${item.id}`);
    const [deal] = await t.tx.select({ number: deals.number }).from(deals).where(eq(deals.id, item.dealId));
    const [user] = await t.tx.select({ email: users.email }).from(users).where(eq(users.id, attempt.createdBy));
    return {
      id: attempt.id,
      itemId: item.id,
      dealId: item.dealId,
      dealNumber: deal?.number ?? "",
      position: item.position,
      name: item.name,
      money: { amount: attempt.amount, asset: assets[attempt.currency as Currency] },
      email: user?.email ?? null,
      state: attempt.state,
      providerId: attempt.providerId,
      url: attempt.url,
    };
  });
};

/** The provider's page for an attempt, as it is noted. */
export type FundingPage = { readonly providerId: string; readonly url: string | null };

/** The buyer's lock on an attempt's item; what is read of the attempt after it is what the last writer left. */
const lockAttempt = async (t: TxCtx, attemptId: Id<"attempt">): Promise<void> => {
  const seen = oneOr404(
    await t.tx
      .select({ itemId: paymentAttempts.itemId })
      .from(paymentAttempts)
      .where(eq(paymentAttempts.id, attemptId)),
    attemptId,
  );
  const { role } = await lockItem(t, seen.itemId);
  if (role !== "buyer") throw new DomainError("not-found", `attempt ${attemptId} hidden from actor`);
};

/**
 * Writes down the provider's page for an attempt, once: the first one noted stays and is the answer to everybody after, for two
 * pages of one attempt could both be paid. Show the page that comes back, not the one that was given.
 * @throws DomainError not-found
 */
export const recordFundingSession = async (
  ctx: Ctx,
  input: { attemptId: Id<"attempt">; providerId: string; url: string | null },
): Promise<FundingPage> => {
  requireMember(ctx.actor);
  return inTransaction(ctx, async (t) => {
    await lockAttempt(t, input.attemptId);
    await t.tx
      .update(paymentAttempts)
      .set({ providerId: input.providerId, url: input.url, updatedAt: t.now })
      .where(and(eq(paymentAttempts.id, input.attemptId), isNull(paymentAttempts.providerId)));
    const [noted] = await t.tx
      .select({ providerId: paymentAttempts.providerId, url: paymentAttempts.url })
      .from(paymentAttempts)
      .where(eq(paymentAttempts.id, input.attemptId));
    if (!noted?.providerId) throw new DomainError("conflict", `${input.attemptId} took no page`);
    return { providerId: noted.providerId, url: noted.url };
  });
};

/**
 * Ends an attempt whose noted page the provider, asked just now, calls expired: nothing can be paid there, so the buyer need not wait
 * for the provider's event to begin anew. An attempt with another page, or one ended already, stays as it is.
 * @throws DomainError not-found
 */
export const recordFundingExpired = async (
  ctx: Ctx,
  input: { attemptId: Id<"attempt">; providerId: string },
): Promise<void> => {
  requireMember(ctx.actor);
  await inTransaction(ctx, async (t) => {
    await lockAttempt(t, input.attemptId);
    if ((await attemptPage(t, input.attemptId)) === input.providerId) await recordPaymentExpired(t, input);
  });
};
