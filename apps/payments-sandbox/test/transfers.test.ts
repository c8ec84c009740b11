import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { checkBook, payByPage, payee, type Rig, session, startRig } from "./harness.ts";

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => checkBook(rig));
afterAll(() => rig.stop());

/** Money on the platform's balance, and the charge it came from. */
const funded = async (amount: number, group = "deal"): Promise<string> => {
  const made = await session(rig.stripe, {
    line_items: [
      { quantity: 1, price_data: { currency: "cny", unit_amount: amount, product_data: { name: "Milestone" } } },
    ],
    payment_intent_data: { transfer_group: group },
  });
  await payByPage(made.url);
  const paid = await rig.stripe.checkout.sessions.retrieve(made.id, { expand: ["payment_intent"] });
  const intent = paid.payment_intent;
  return typeof intent === "object" && typeof intent?.latest_charge === "string" ? intent.latest_charge : "";
};

const available = async (stripeAccount?: string): Promise<number> => {
  const balance = await rig.stripe.balance.retrieve({}, stripeAccount === undefined ? {} : { stripeAccount });
  return balance.available.find((one) => one.currency === "cny")?.amount ?? 0;
};

describe("transfers", () => {
  test("move money to the payee's own balance", async () => {
    const charge = await funded(1_000_000);
    const to = await payee(rig.stripe);
    const before = await available();
    const made = await rig.stripe.transfers.create({
      amount: 600_000,
      currency: "cny",
      destination: to,
      source_transaction: charge,
      metadata: { command_id: "disb-1" },
    });
    expect(made).toMatchObject({ destination: to, transfer_group: "deal", metadata: { command_id: "disb-1" } });
    expect(await available()).toBe(before - 600_000);
    expect(await available(to)).toBe(600_000);
    const own = await rig.stripe.charges.list({}, { stripeAccount: to });
    expect(own.data).toMatchObject([{ id: made.destination_payment, amount: 600_000, source_transfer: made.id }]);
    expect((await rig.stripe.transfers.list({ transfer_group: "deal" })).data.map((one) => one.id)).toEqual([made.id]);
    await expect(rig.stripe.transfers.retrieve(made.id, {}, { stripeAccount: to })).rejects.toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });

  test("refuse a payee that may not receive yet, or no more", async () => {
    await funded(1_000_000);
    const account = await rig.stripe.v2.core.accounts.create({
      contact_email: "new@university.test",
      configuration: { recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } } },
      include: ["configuration.recipient", "defaults", "identity", "requirements"],
    });
    const send = (destination: string) => rig.stripe.transfers.create({ amount: 100, currency: "cny", destination });
    await expect(send(account.id)).rejects.toMatchObject({
      statusCode: 400,
      code: "insufficient_capabilities_for_transfer",
    });
    await rig.control(`accounts/${account.id}`, { stripe_transfers: "active" });
    expect((await send(account.id)).amount).toBe(100);
    await rig.control(`accounts/${account.id}`, { stripe_transfers: "restricted" });
    await expect(send(account.id)).rejects.toMatchObject({ code: "insufficient_capabilities_for_transfer" });
    await rig.stripe.v2.core.accounts.close(account.id, { applied_configurations: ["recipient"] });
    await expect(send(account.id)).rejects.toMatchObject({ code: "account_invalid" });
    await expect(send("acct_unknown")).rejects.toMatchObject({ code: "resource_missing", param: "destination" });
  });

  test("stop at the available balance, and at the amount of their source", async () => {
    const to = await payee(rig.stripe);
    const tooMuch = rig.stripe.transfers.create({ amount: (await available()) + 1, currency: "cny", destination: to });
    await expect(tooMuch).rejects.toMatchObject({ statusCode: 400, code: "balance_insufficient" });
    const charge = await funded(100_000);
    const draw = (amount: number, currency = "cny") =>
      rig.stripe.transfers.create({ amount, currency, destination: to, source_transaction: charge });
    await draw(99_999);
    await expect(draw(2)).rejects.toMatchObject({ statusCode: 400, param: "amount" });
    await expect(draw(1, "usd")).rejects.toMatchObject({ param: "source_transaction" });
    await draw(1);
    await expect(draw(1)).rejects.toMatchObject({ param: "amount" });
  });

  test("of a pending charge become available together with it", async () => {
    await rig.control("clock", { available_after_seconds: 3600 });
    const charge = await funded(500_000);
    const to = await payee(rig.stripe);
    const before = await available();
    await rig.stripe.transfers.create({
      amount: 500_000,
      currency: "cny",
      destination: to,
      source_transaction: charge,
    });
    expect(await available(to)).toBe(0);
    expect(await available()).toBe(before);
    await rig.control("clock", { advance_seconds: 3601, available_after_seconds: 0 });
    expect(await available(to)).toBe(500_000);
    expect(await available()).toBe(before - 500_000 + 500_000 - 14_700);
  });
});

describe("payouts", () => {
  test("leave the balance at once and arrive by the clock", async () => {
    await funded(1_000_000);
    await rig.control("clock", { payout_after_seconds: 86_400 });
    const before = await available();
    const payout = await rig.stripe.payouts.create({ amount: 50_000, currency: "cny" });
    expect(payout).toMatchObject({ status: "pending", automatic: false });
    expect(await available()).toBe(before - 50_000);
    await rig.control("clock", { advance_seconds: 86_401, payout_after_seconds: 0 });
    expect((await rig.stripe.payouts.retrieve(payout.id)).status).toBe("paid");
    await expect(rig.stripe.payouts.create({ amount: before * 2, currency: "cny" })).rejects.toMatchObject({
      code: "balance_insufficient",
    });
    expect((await rig.stripe.payouts.list({ status: "paid" })).data).toHaveLength(1);
  });
});

describe("accounts", () => {
  test("are onboarded by a link that works once", async () => {
    const id = await payee(rig.stripe, "中原大学");
    const account = await rig.stripe.v2.core.accounts.retrieve(id, {
      include: ["configuration.recipient", "requirements"],
    });
    expect(account.configuration?.recipient?.capabilities?.stripe_balance?.stripe_transfers?.status).toBe("active");
    expect(account.requirements?.entries).toEqual([]);
    expect(await rig.stripe.accounts.retrieve(id)).toMatchObject({
      capabilities: { transfers: "active" },
      payouts_enabled: true,
    });
    const renamed = await rig.stripe.v2.core.accounts.update(id, {
      display_name: "Zhongyuan University",
      metadata: { org: "1" },
    });
    expect(renamed).toMatchObject({ display_name: "Zhongyuan University", metadata: { org: "1" } });
  });

  test("keep the form when something in it is wrong, and send a used link back", async () => {
    const account = await rig.stripe.v2.core.accounts.create({
      defaults: { locales: ["zh-CN"] },
      identity: { country: "cn", entity_type: "company" },
    });
    const link = await rig.stripe.v2.core.accountLinks.create({
      account: account.id,
      use_case: { type: "account_onboarding", account_onboarding: { refresh_url: "http://shop.test/again" } },
    });
    const post = (fields: Record<string, string>) =>
      fetch(link.url, { method: "POST", redirect: "manual", body: new URLSearchParams(fields) });
    const wrong = await post({ holder: "中原大学", account: "12" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('value="中原大学"');
    const done = await post({ holder: "中原大学", account: "62220212345678", confirm: "yes" });
    expect(await done.text()).toContain("收款账户已设置");
    const again = await fetch(link.url, { redirect: "manual" });
    expect(again.headers.get("location")).toBe("http://shop.test/again");
  });

  test("come in pages", async () => {
    for (const name of ["a", "b", "c"]) await rig.stripe.v2.core.accounts.create({ display_name: name });
    const first = await rig.stripe.v2.core.accounts.list({ limit: 2 });
    expect(first.data.map((one) => one.display_name)).toEqual(["c", "b"]);
    const all = await rig.stripe.v2.core.accounts.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(new Set(all.map((one) => one.id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(3);
  });
});

describe("the page where a payee sets up its account", () => {
  const pageIn = async (acceptLanguage: string, form?: Record<string, string>) => {
    const account = await rig.stripe.v2.core.accounts.create({ contact_email: "finance@university.test" });
    const link = await rig.stripe.v2.core.accountLinks.create({
      account: account.id,
      use_case: {
        type: "account_onboarding",
        account_onboarding: { refresh_url: "http://shop.test/again", return_url: "http://shop.test/back" },
      },
    });
    const sent = form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) };
    const answer = await fetch(link.url, { ...sent, headers: { "accept-language": acceptLanguage } });
    return answer.text();
  };

  test.each(["zh-CN,zh;q=0.9,en;q=0.8", "fr-FR, zh;q=0.7, en;q=0.5", "en;q=0.4, zh-Hant", "en;q=0, zh;q=0.1"])(
    "speaks Chinese to a browser that asks for %s",
    async (asked) => {
      const page = await pageIn(asked);
      expect(page).toContain('lang="zh-CN"');
      for (const text of ["设置收款账户", "账户户名", "银行账号", "保存并继续"]) expect(page).toContain(text);
      expect(await pageIn(asked, { holder: "" })).toContain("请填写账户户名。");
    },
  );

  test.each(["en-GB,en;q=0.9,zh;q=0.8", "fr, de;q=0.5", "*", ""])(
    "speaks English to one that asks for %j",
    async (asked) => {
      const page = await pageIn(asked);
      expect(page).toContain('lang="en"');
      expect(page).toContain("Bank account number");
      expect(page).not.toMatch(/\p{Script=Han}/u);
    },
  );
});
