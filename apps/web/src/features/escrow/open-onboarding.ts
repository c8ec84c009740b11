import type { PaymentPort } from "@peony/domain/escrow";
import type { Locale } from "@peony/domain/shared";
import { type PayoutAccountStart, recordPayoutRecipient, startPayoutAccount } from "@peony/features/escrow";
import type { Ctx } from "#server/ctx.ts";
import { asked } from "./asked.ts";

const recipientOf = async (ctx: Ctx, payments: PaymentPort, account: PayoutAccountStart): Promise<string> => {
  if (account.providerId) return account.providerId;
  const made = await asked(
    payments.createRecipient({
      payoutAccountId: account.id,
      name: account.name,
      email: account.email,
      country: "CN",
    }),
  );
  await recordPayoutRecipient(ctx, { payoutAccountId: account.id, providerId: made.id, state: made.state });
  return made.id;
};

/**
 * The provider's page where the acting organisation gives its bank details. Links are good for one visit, so each press makes one;
 * the account behind it is made once, under our own id.
 * @throws DomainError as `startPayoutAccount`, escrow/away
 */
export const openOnboarding = async (
  ctx: Ctx,
  payments: PaymentPort,
  base: string,
  locale: Locale,
): Promise<string> => {
  const account = await startPayoutAccount(ctx);
  const recipient = await recipientOf(ctx, payments, account);
  const page = `${base}/${locale}/settings/payout`;
  return asked(payments.onboardingLink(recipient, `${page}?back=1`, `${page}?expired=1`));
};
