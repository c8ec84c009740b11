import { newId } from "@peony/db";
import type { CheckoutRequest, PaymentPort, TransferRequest } from "@peony/domain/escrow";
import { money } from "@peony/domain/shared";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** A port with what a test needs around it: somebody who pays, somebody who onboards, and a signer of webhooks. */
export type PortUnderTest = {
  readonly port: PaymentPort;
  readonly pay: (checkoutId: string, url: string | null) => Promise<unknown>;
  readonly onboard: (recipientId: string, url: string) => Promise<unknown>;
  readonly sign: (body: string) => string;
  /** The next transfer takes effect, but its answer is lost. */
  readonly loseNextAnswer: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

const failureOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    return await work;
  } catch (e) {
    return e;
  }
};

/** What every payment port must do, the real one and the one of tests alike. */
export const paymentPortContract = (name: string, start: () => Promise<PortUnderTest>): void => {
  describe(`payment port: ${name}`, () => {
    let it: PortUnderTest;
    beforeAll(async () => {
      it = await start();
    });
    afterAll(() => it.stop());

    const checkout = (over: Partial<CheckoutRequest> = {}) =>
      it.port.createCheckout({
        attemptId: newId("attempt"),
        itemId: newId("item"),
        money: money(1_000_000n),
        description: "里程碑一",
        locale: "zh",
        email: "finance@firm.test",
        successUrl: "http://shop.test/done",
        cancelUrl: "http://shop.test/back",
        ...over,
      });
    const paid = async (over: Partial<CheckoutRequest> = {}) => {
      const made = await checkout(over);
      await it.pay(made.id, made.url);
      return it.port.getCheckout(made.id);
    };
    const payee = async (ready = true) => {
      const request = { payoutAccountId: newId("payoutAccount"), name: "河洛大学", email: "f@u.test", country: "cn" };
      const made = await it.port.createRecipient(request);
      expect((await it.port.createRecipient(request)).id).toBe(made.id);
      if (ready)
        await it.onboard(made.id, await it.port.onboardingLink(made.id, "http://shop.test/b", "http://shop.test/r"));
      return made.id;
    };
    const order = (destination: string, over: Partial<TransferRequest> = {}): TransferRequest => {
      const disbursementId = newId("disbursement");
      return {
        idempotencyKey: disbursementId,
        disbursementId,
        itemId: newId("item"),
        destination,
        money: money(1_000n),
        sourceChargeId: null,
        ...over,
      };
    };
    const charge = async () => {
      const { paymentId } = await paid();
      return (await it.port.getPayment(paymentId ?? "")).chargeId;
    };

    test("opens a page for an attempt, and the same page when asked again", async () => {
      const attemptId = newId("attempt");
      const itemId = newId("item");
      const first = await checkout({ attemptId, itemId });
      expect(first).toMatchObject({ state: "open", paid: false, attemptId });
      expect(first.url).toMatch(/^https?:/);
      expect((await checkout({ attemptId, itemId })).id).toBe(first.id);
    });

    test("makes a page in another language for the same attempt, and refuses neither question", async () => {
      const attempt = { attemptId: newId("attempt"), itemId: newId("item") };
      const en = { ...attempt, locale: "en" as const, description: "Milestone one", successUrl: "http://shop.test/en" };
      const first = await checkout(attempt);
      const other = await checkout(en);
      expect(other.attemptId).toBe(first.attemptId);
      expect([(await checkout(attempt)).id, (await checkout(en)).id]).toEqual([first.id, other.id]);
    });

    test("brings our id back with the money, the fee and what is held", async () => {
      const before = (await it.port.balance()).get("CNY")?.amount ?? 0n;
      const since = new Date(Date.now() - 60_000);
      const done = await paid();
      expect(done).toMatchObject({ state: "complete", paid: true, url: null });
      const payment = await it.port.getPayment(done.paymentId ?? "");
      expect(payment).toMatchObject({ state: "succeeded", attemptId: done.attemptId, received: money(1_000_000n) });
      const fee = payment.fee?.money.amount ?? 0n;
      expect(fee).toBeGreaterThan(0n);
      expect(((await it.port.balance()).get("CNY")?.amount ?? 0n) - before).toBe(1_000_000n - fee);
      const movements = await it.port.listBalanceTransactions(since);
      expect(movements.find((m) => m.id === payment.fee?.balanceTransactionId)).toMatchObject({
        type: "charge",
        sourceId: payment.chargeId,
        net: { amount: 1_000_000n - fee },
      });
    });

    test("sends money to a payee that is ready, once per key, and finds it again", async () => {
      const destination = await payee();
      expect((await it.port.getRecipient(destination)).state).toBe("active");
      const request = order(destination, { sourceChargeId: await charge() });
      const sent = await it.port.transfer(request);
      expect(sent).toMatchObject({ disbursementId: request.disbursementId, destination, money: money(1_000n) });
      expect(await it.port.transfer(request)).toEqual(sent);
      expect(await it.port.getTransfer(sent.id)).toEqual(sent);
      expect(await it.port.findTransfer(request.itemId, request.disbursementId)).toEqual(sent);
      expect(await it.port.findTransfer(request.itemId, newId("disbursement"))).toBeNull();
    });

    test("says that a payee is not ready", async () => {
      const destination = await payee(false);
      expect((await it.port.getRecipient(destination)).state).toBe("created");
      const source = await charge();
      expect(await failureOf(it.port.transfer(order(destination, { sourceChargeId: source })))).toMatchObject({
        failure: "payee",
      });
    });

    test("says that there is not enough money", async () => {
      const request = order(await payee(), { money: money(900_000_000_000n) });
      expect(await failureOf(it.port.transfer(request))).toMatchObject({ failure: "funds" });
    });

    test("says that it does not know when an answer is lost, and the same key then gives it", async () => {
      const request = order(await payee(), { sourceChargeId: await charge() });
      await it.loseNextAnswer();
      expect(await failureOf(it.port.transfer(request))).toMatchObject({ failure: "unknown" });
      const sent = await it.port.transfer(request);
      expect(await it.port.findTransfer(request.itemId, request.disbursementId)).toEqual(sent);
    });

    test("knows nothing of what is not there", async () => {
      expect(await failureOf(it.port.getPayment("pi_none"))).toMatchObject({ failure: "refused" });
      expect(await failureOf(it.port.getTransfer("tr_none"))).toMatchObject({ failure: "refused" });
    });

    test("believes a webhook only with its signature", async () => {
      const body = JSON.stringify({
        id: "evt_1",
        object: "event",
        type: "payment_intent.succeeded",
        data: { object: { id: "pi_1" } },
      });
      expect(await it.port.verifyWebhook(body, it.sign(body))).toMatchObject({
        id: "evt_1",
        type: "payment_intent.succeeded",
        account: null,
      });
      expect(await it.port.verifyWebhook(body, "t=1,v1=00")).toBeNull();
      expect(await it.port.verifyWebhook(body, null)).toBeNull();
    });
  });
};
