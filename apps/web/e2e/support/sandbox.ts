import { expect, type Page } from "@playwright/test";
import { fill } from "./forms.ts";

/** Pays at the hosted page of the payments sandbox, as a buyer does, and comes back to the shop. */
export const payByCard = async (page: Page, number = "4242 4242 4242 4242"): Promise<void> => {
  await expect(page).toHaveURL(/\/c\/pay\//);
  await fill(page, { number, expiry: "12/34", cvc: "123", name: "ZHANG SAN" });
  await page.locator("form button[type=submit]").click();
};

/** Gives bank details at the provider's page for payees. */
export const giveBankDetails = async (page: Page): Promise<void> => {
  await expect(page).toHaveURL(/\/setup\//);
  await fill(page, { holder: "ACCOUNT HOLDER", account: "6222020200012345678", confirm: true });
  await page.locator("form button[type=submit]").click();
};
