import type { Page } from "@playwright/test";
import { one, sql } from "./support/database.ts";
import { env } from "./support/env.ts";
import { addressOf, password, signIn } from "./support/people.ts";
import { expect, test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const t = wordsOf("en").imports;

/** Nothing that is read stands beyond the edge of the screen. */
const fits = async (page: Page): Promise<void> => {
  const { wide, screen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(wide, `${page.url()} at ${screen} px`).toBeLessThanOrEqual(screen);
};
const send = async (page: Page, name: string, text: string): Promise<void> => {
  await page.goto("/en/import");
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: t("upload.send") }).click();
};

test("without scripts, in English and on a phone, the import says what is wrong and what to do", async ({
  browser,
}) => {
  const viewport = { width: 390, height: 844 };
  const context = await browser.newContext({ baseURL: env.url(), javaScriptEnabled: false, viewport });
  const page = await context.newPage();
  await signIn(page, addressOf("tto"), password, "en");
  await page.goto("/en/import");
  await fits(page);

  await send(page, "nothing.csv", "");
  await expect(page.getByText("The file nothing.csv is empty").first()).toBeVisible();
  await send(page, "names.csv", "Title,Patent No.\n");
  await expect(page.getByText("This file names its columns, and no row stands below them.").first()).toBeVisible();
  await fits(page);

  const { name } = await one<{ name: string }>(sql`
    select name_zh as name from organisations where verification = 'verified' and not exists (
      select from members m join users u on u.id = m.user_id where m.org_id = organisations.id and u.email = ${addressOf("tto")})
    order by id limit 1`);
  const rows = [`A bearing,ZL 2023 1 9900001.8,US,,Granted`, `A seal,,,${name},Granted`, `A gear,,,,No idea`];
  await send(page, "list.csv", `Title,Patent No.,Country,Assignee,Status\n${rows.join("\n")}\n`);
  await expect(page.getByText(t("map.lead", { total: 3 })).first()).toBeVisible();
  await fits(page);
  await page.getByRole("button", { name: t("map.check", { total: 3 }) }).click();

  await expect(page.locator("#row-2")).toContainText("The number belongs to China (CN)");
  await expect(page.locator("#row-2").getByRole("button", { name: t("check.suggest", { value: "CN" }) })).toBeVisible();
  await expect(page.locator("#row-3")).toContainText(t("check.theirs", { name }));
  await expect(page.locator("#row-3").locator("input[name=kind]")).toHaveCount(0);
  await expect(page.locator("#row-4")).toContainText("“No idea” is no legal status we know");
  await fits(page);

  await page
    .locator("#row-2")
    .getByRole("button", { name: t("check.suggest", { value: "CN" }) })
    .click();
  // its applicant is not stated either, which one click settles for the whole column
  await expect(page.locator("#row-2")).toContainText("No applicant is stated");
  await page
    .locator("#row-2")
    .getByRole("button", { name: t("check.empty-ours") })
    .click();
  await expect(page.locator("#row-2")).toHaveCount(0);
  await page.goto(page.url().replace(/\?.*/, ""));
  await page.locator("details.confirm summary").first().click();
  await page.getByRole("button", { name: t("undo.put-away") }).click();
  await expect(page.getByText(t("undo.none-kept")).first()).toBeVisible();
  await context.close();
});
