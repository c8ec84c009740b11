import { paymentAttempts } from "@peony/db/schema";
import { createTestDb, type TestDb } from "@peony/db/testing";
import type { PersonActor } from "@peony/domain/identity";
import { aSignedDeal, type SignedDeal } from "@peony/features/escrow/testing";
import { fakePayments } from "@peony/gateways/stripe";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openCheckout } from "./open-checkout.ts";

const base = "http://localhost:3000";
let db: TestDb;
let deal: SignedDeal;
/** One for the file: its ids are counted, and the database keeps them apart. */
const payments = fakePayments();

beforeAll(async () => {
  db = await createTestDb();
});
afterAll(() => db.close());
beforeEach(async () => {
  deal = await aSignedDeal(db);
});

const itemId = () => deal.items[0] ?? "";
const open = (locale: "zh" | "en" = "zh", actor: PersonActor = deal.finance) =>
  openCheckout(db.ctx(actor), payments, { base, locale, itemId: itemId() });
const attempts = () => db.admin.select().from(paymentAttempts).where(eq(paymentAttempts.itemId, itemId()));

describe("openCheckout", () => {
  test("leads to the provider's page and writes down which one", async () => {
    const url = await open();
    const [attempt] = await attempts();
    expect(url).toMatch(/^https:\/\/pay\.test\//);
    expect(attempt).toMatchObject({ state: "open", url, providerId: expect.stringMatching(/^cs_/) });
  });

  test("survives a repeat: a second press leads to the same page, also in the other language and by a colleague", async () => {
    const first = await open();
    expect(await open("zh", deal.firm)).toBe(first);
    expect(await open("en")).toBe(first);
    expect(await attempts()).toHaveLength(1);
  });

  test("survives a race: two presses at once make one payment", async () => {
    const [a, b] = await Promise.all([open(), open()]);
    expect(a).toBe(b);
    expect(await attempts()).toHaveLength(1);
  });

  test("survives a race: presses in both languages at once lead to one page", async () => {
    const shown = (id: string) => `https://pay.test/${id}`;
    let both = () => {};
    const bothAsked = new Promise<void>((done) => {
      both = done;
    });
    let asked = 0;
    const apart = {
      ...payments,
      createCheckout: async (r: Parameters<typeof payments.createCheckout>[0]) => {
        const page = await payments.createCheckout(r);
        asked += 1;
        if (asked === 2) both();
        await bothAsked;
        return { ...page, url: shown(page.id) };
      },
      getCheckout: async (id: string) => ({ ...(await payments.getCheckout(id)), url: shown(id) }),
    };
    const press = (locale: "zh" | "en", actor: PersonActor) =>
      openCheckout(db.ctx(actor), apart, { base, locale, itemId: itemId() });
    const urls = await Promise.all([press("zh", deal.finance), press("en", deal.firm)]);
    const [attempt] = await attempts();
    expect(new Set(urls)).toEqual(new Set([attempt?.url]));
  });

  test.each(["before", "after"] as const)(
    "goes on with the same payment when the answer was lost %s the effect",
    async (when) => {
      payments.failNext("createCheckout", "unknown", when);
      await expect(open()).rejects.toMatchObject({ code: "escrow/away" });
      const url = await open();
      const rows = await attempts();
      expect(rows).toHaveLength(1);
      expect(url).toContain(rows[0]?.id);
    },
  );

  test("keeps a request that the provider calls wrong a fault of ours", async () => {
    payments.failNext("createCheckout", "refused");
    await expect(open()).rejects.toMatchObject({ name: "PaymentError", failure: "refused" });
  });

  test("leads back to our own page, which waits, where the payment was made already", async () => {
    await open();
    const [attempt] = await attempts();
    payments.pay(attempt?.providerId ?? "");
    expect(await open()).toMatch(/^http:\/\/localhost:3000\/zh\/deals\/PN-2026-\w+\/money\?paid=1$/);
  });

  test("begins a new payment where the page ran out before the provider told us", async () => {
    await open();
    const [first] = await attempts();
    const ranOut = {
      ...payments,
      getCheckout: async (id: string) => {
        const page = await payments.getCheckout(id);
        return id === first?.providerId ? { ...page, url: null, state: "expired" as const } : page;
      },
    };
    const press = () => openCheckout(db.ctx(deal.finance), ranOut, { base, locale: "zh", itemId: itemId() });
    const url = await press();
    expect(await press()).toBe(url);
    const rows = await attempts();
    expect(rows.map((r) => r.state).sort()).toEqual(["expired", "open"]);
    expect(rows.find((r) => r.state === "open")?.url).toBe(url);
    expect(url).not.toBe(first?.url);
  });

  test("hides the payment from strangers and refuses the seller", async () => {
    await expect(open("zh", deal.stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(open("zh", deal.officer)).rejects.toMatchObject({ code: "forbidden" });
    expect(await attempts()).toHaveLength(0);
  });
});
