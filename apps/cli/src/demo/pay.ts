import type { Db } from "@peony/db";
import { payoutAccounts } from "@peony/db/schema";
import type { PaymentPort } from "@peony/domain/escrow";
import { recordFundingSession, recordPayoutRecipient, startFunding, startPayoutAccount } from "@peony/features/escrow";
import { eq } from "drizzle-orm";
import { CommandFailed } from "../command.ts";
import { actingAs } from "./people.ts";

const card = { number: "4242 4242 4242 4242", expiry: "12/34", cvc: "123" };

const post = async (url: string, fields: Record<string, string>): Promise<void> => {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  if (answer.status >= 400) throw new CommandFailed(`The payments sandbox answered ${answer.status} to the demo.`);
};

/** Pays an item at the sandbox's hosted page as a buyer would; the webhook books it. Paying again finds it paid. */
export const payItem = async (
  db: Db,
  payments: PaymentPort,
  buyerOrgId: string,
  itemId: string,
  origin: string,
): Promise<void> => {
  const buyer = await actingAs(db, buyerOrgId, "finance");
  const attempt = await startFunding(buyer, { itemId });
  const back = `${origin}/zh/deals/${attempt.dealNumber}/money`;
  const { email } = attempt;
  const checkout = await payments.createCheckout({
    attemptId: attempt.id,
    itemId,
    money: attempt.money,
    description: attempt.name.zh,
    locale: "zh",
    email,
    successUrl: back,
    cancelUrl: back,
  });
  await recordFundingSession(buyer, { attemptId: attempt.id, providerId: checkout.id, url: checkout.url });
  if (checkout.url) await post(checkout.url, { ...card, email: email ?? "demo@demo.peony.test", name: "DEMO" });
};

/** Opens the account by which an organisation receives money, at the sandbox's hosted page. An account that is there stays. */
export const openPayoutAccount = async (
  db: Db,
  payments: PaymentPort,
  orgId: string,
  origin: string,
): Promise<void> => {
  const [known] = await db.select().from(payoutAccounts).where(eq(payoutAccounts.orgId, orgId));
  if (known?.state === "active") return;
  const payee = await actingAs(db, orgId, "finance");
  const start = await startPayoutAccount(payee);
  const recipient = start.providerId
    ? { id: start.providerId, state: start.state }
    : await payments.createRecipient({
        payoutAccountId: start.id,
        name: start.name,
        email: start.email,
        country: "CN",
      });
  await recordPayoutRecipient(payee, { payoutAccountId: start.id, providerId: recipient.id, state: recipient.state });
  const page = `${origin}/zh/settings/payout`;
  await post(await payments.onboardingLink(recipient.id, page, page), {
    holder: start.name,
    account: "6222000000000000001",
    confirm: "yes",
  });
};
