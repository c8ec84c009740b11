import { expect, type Page } from "@playwright/test";
import { fill } from "../support/forms.ts";
import { password } from "../support/people.ts";
import { giveBankDetails } from "../support/sandbox.ts";
import { type Locale, wordsOf } from "../support/words.ts";

/** Opens the account by which an organisation is paid, at the provider's own page, and waits for the provider's word. */
export const openPayoutAccount = async (page: Page, locale: Locale): Promise<void> => {
  const t = wordsOf(locale);
  await page.goto(`/${locale}/settings/payout`);
  const form = page.locator('form:has([name="password"])');
  await fill(form, { password });
  await form.locator("button[type=submit]").click();
  await giveBankDetails(page);
  await expect(page).toHaveURL(new RegExp(`/${locale}/settings/payout\\?back=1$`));
  await expect(page.getByText(t.money("payout.state.active"))).toBeVisible({ timeout: 30_000 });
};
