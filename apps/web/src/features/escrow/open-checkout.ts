import type { PaymentPort } from "@peony/domain/escrow";
import { DomainError, type Id, inLocale, type Locale } from "@peony/domain/shared";
import { type FundingAttempt, recordFundingExpired, recordFundingSession, startFunding } from "@peony/features/escrow";
import type { Ctx } from "#server/ctx.ts";
import { asked } from "./asked.ts";

const moneyPage = (base: string, locale: Locale, number: string, query: string): string =>
  `${base}/${locale}/deals/${number}/money?${query}`;

const create = async (ctx: Ctx, payments: PaymentPort, base: string, locale: Locale, attempt: FundingAttempt) => {
  const session = await asked(
    payments.createCheckout({
      attemptId: attempt.id,
      itemId: attempt.itemId,
      money: attempt.money,
      description: `${attempt.dealNumber} · ${inLocale(attempt.name, locale)}`,
      locale,
      email: attempt.email,
      successUrl: moneyPage(base, locale, attempt.dealNumber, `paid=${attempt.position}`),
      cancelUrl: moneyPage(base, locale, attempt.dealNumber, "cancelled=1"),
    }),
  );
  const noted = await recordFundingSession(ctx, { attemptId: attempt.id, providerId: session.id, url: session.url });
  // a colleague in the other language was quicker: that page is the one to pay, ours is never shown
  return noted.providerId === session.id ? session : asked(payments.getCheckout(noted.providerId));
};

type Place = { readonly base: string; readonly locale: Locale; readonly itemId: Id<"item"> };

const pageOf = async (ctx: Ctx, payments: PaymentPort, { base, locale, itemId }: Place) => {
  const attempt = await startFunding(ctx, { itemId });
  const session = attempt.providerId
    ? await asked(payments.getCheckout(attempt.providerId))
    : await create(ctx, payments, base, locale, attempt);
  return { attempt, session };
};

/**
 * Where the buyer pays an item: the provider's page for its open attempt, made now or found again, or our own page where that
 * attempt has been paid already. Row first, call outside, answer last: a second press and a crash in between lead to the same page.
 * A page that ran out is ended here and a new attempt begun.
 * @param place base: public origin of this site
 * @throws DomainError as `startFunding`, escrow/away, escrow/page-expired
 */
export const openCheckout = async (ctx: Ctx, payments: PaymentPort, place: Place): Promise<string> => {
  const found = await pageOf(ctx, payments, place);
  const ended = found.session.state === "expired";
  if (ended) await recordFundingExpired(ctx, { attemptId: found.attempt.id, providerId: found.session.id });
  const { attempt, session } = ended ? await pageOf(ctx, payments, place) : found;
  if (session.state === "expired") throw new DomainError("escrow/page-expired", session.id);
  if (session.state === "complete")
    return moneyPage(place.base, place.locale, attempt.dealNumber, `paid=${attempt.position}`);
  const url = session.url ?? attempt.url;
  if (!url) throw new DomainError("escrow/away", `${session.id} has no page`);
  return url;
};
