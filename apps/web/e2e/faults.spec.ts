import { expect, type Page } from "@playwright/test";
import { openPayoutAccount } from "./journey/payout.ts";
import { bookFaults, one, sql } from "./support/database.ts";
import { deliver, signedDeal, standingOf } from "./support/deal.ts";
import { whenDemoIsThere } from "./support/demo.ts";
import { payByCard } from "./support/sandbox.ts";
import { healed, kill, type Service } from "./support/services.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const t = wordsOf("zh");
const price = "12345678";

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await whenDemoIsThere();
});

/** Presses a button and kills a service while the answer is on its way. What the browser shows of it is not what is tested. */
const pressAndKill = async (service: Service, press: () => Promise<void>): Promise<number> => {
  await press();
  return kill(service);
};

/** Opens a page until it answers; while a server is away the browser has nothing to show. */
const openAgain = async (page: Page, path: string): Promise<void> => {
  await expect(async () => {
    const answer = await page.goto(path, { timeout: 10_000 });
    expect(answer?.status()).toBe(200);
  }).toPass({ timeout: 60_000 });
};

/** Where this file runs alone, nobody has opened the university's account yet. */
const payable = async (finance: Page): Promise<void> => {
  const { active } = await one<{ active: boolean }>(sql`
    select exists (select 1 from payout_accounts p join members m on m.org_id = p.org_id join users u on u.id = m.user_id
      where u.email = 'unifinance@demo.peony.test' and p.state = 'active') as active`);
  if (!active) await openPayoutAccount(finance, "zh");
};

const services: readonly Service[] = ["web", "worker", "postgres", "search"];

for (const service of services)
  test(`kill -9 of ${service} while money comes in and goes out loses nothing and doubles nothing`, async ({ as }) => {
    test.setTimeout(240_000);
    await payable(await as("unifinance", "zh"));
    const deal = await signedDeal(`断电演练 ${service} ${Date.now()}`);
    const path = `/zh/deals/${deal.number}/money`;
    const stateWord = (state: "held" | "settled") => t.status(`item.${state}`);
    const finance = await as("finance", "zh");
    const firm = await as("firm", "zh");

    await test.step("funding", async () => {
      await finance.goto(path);
      await finance.locator('form:has([name="itemId"]) button[type=submit]').click();
      await expect(finance).toHaveURL(/\/c\/pay\//);
      const killed = await pressAndKill(service, () => payByCard(finance));
      await healed(service, killed);
      await expect
        .poll(async () => (await standingOf(deal.itemId)).state, { timeout: 60_000, message: "the money is held" })
        .toBe("held");
      await openAgain(finance, path);
      await expect(finance.getByText(stateWord("held")).first()).toBeVisible();
      const standing = await standingOf(deal.itemId);
      expect(standing.attempts).toEqual(["paid"]);
      expect(standing.funded).toEqual([price]);
      expect(standing.events).toEqual(["agree", "call_for_funds", "start_payment", "funds"]);
      expect(await bookFaults()).toEqual([]);
    });

    await test.step("what a screen has confirmed is still there after the next death", async () => {
      await healed(service, kill(service));
      await openAgain(finance, path);
      await expect(finance.getByText(stateWord("held")).first()).toBeVisible();
      expect((await standingOf(deal.itemId)).funded).toEqual([price]);
    });

    await test.step("release", async () => {
      await deliver(deal.itemId);
      await firm.goto(path);
      const accept = async (): Promise<void> => {
        await firm
          .locator("summary")
          .filter({ hasText: t.money("accept.open") })
          .click();
        await firm.getByRole("button", { name: t.money("accept.submit") }).click({ noWaitAfter: true });
      };
      const killed = await pressAndKill(service, accept);
      await healed(service, killed);
      await openAgain(firm, path);
      // a press that never arrived is pressed again, as a person would
      if ((await standingOf(deal.itemId)).state === "delivered") await accept();
      await expect
        .poll(async () => (await standingOf(deal.itemId)).state, { timeout: 60_000, message: "everybody is paid" })
        .toBe("settled");
      const standing = await standingOf(deal.itemId);
      expect(standing.released).toEqual([price]);
      expect(standing.disbursed).toEqual(["seller confirmed"]);
      expect(standing.events.filter((e) => e === "accept")).toEqual(["accept"]);
      expect(standing.events.filter((e) => e === "disbursements_final")).toEqual(["disbursements_final"]);
      expect(await bookFaults()).toEqual([]);
      await openAgain(firm, path);
      await expect(firm.getByText(stateWord("settled")).first()).toBeVisible();
    });
  });

test("while the search engine is away results are marked as reduced, and are whole again after", async ({
  visitor,
}) => {
  test.setTimeout(180_000);
  const path = "/zh/search?q=%E8%BD%B4%E6%89%BF";
  const reduced = visitor.getByText(t.search("reduced"));
  await visitor.goto(path);
  await expect(reduced).toHaveCount(0);
  await expect(visitor.locator("ul.results > li").first()).toBeVisible();
  const killed = kill("search");
  await visitor.goto(path);
  await expect(reduced).toBeVisible();
  await expect(visitor.locator("ul.results > li").first()).toBeVisible();
  await healed("search", killed);
  await expect(async () => {
    await visitor.goto(path);
    await expect(reduced).toHaveCount(0, { timeout: 1_000 });
  }).toPass({ timeout: 30_000, intervals: [1_000] });
});
