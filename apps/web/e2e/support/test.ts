import { test as base, type Page } from "@playwright/test";
import { type Account, browserOf } from "./people.ts";
import type { Locale } from "./words.ts";

type Fixtures = {
  /** A page of somebody without an account. */
  visitor: Page;
  /** A page of a demo account, signed in; the same account gets the same page again within a test. */
  as: (account: Account, locale: Locale) => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  visitor: async ({ browser, baseURL }, use) => {
    const context = await browser.newContext({ baseURL });
    await use(await context.newPage());
    await context.close();
  },
  as: async ({ browser }, use) => {
    const open = new Map<Account, Page>();
    await use(async (account, locale) => {
      const known = open.get(account);
      if (known) return known;
      const context = await browserOf(browser, account, locale);
      const page = await context.newPage();
      open.set(account, page);
      return page;
    });
    for (const page of open.values()) await page.context().close();
  },
});

export { expect } from "@playwright/test";
