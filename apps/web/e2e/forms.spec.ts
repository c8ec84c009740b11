import { expect } from "@playwright/test";
import { env } from "./support/env.ts";
import { send } from "./support/raw.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

test("a form larger than can be read is told so in the reader's language, with scripts at the field and without", async ({
  as,
}) => {
  const body = Buffer.alloc(53_000_000, "x");
  const headers = { origin: env.url(), "content-type": "multipart/form-data; boundary=x" };
  const answer = await send("/en/sign-in", { method: "POST", body, headers });
  expect([answer.status, /too large/.test(answer.text)]).toEqual([413, true]);
  const page = await as("tto", "en");
  await page.goto("/en/listings?state=published");
  await page.getByRole("table").getByRole("link").first().click();
  const field = page.locator('input[type="file"]');
  await field.setInputFiles({ name: "big.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(20_000_001) });
  await field.locator("xpath=ancestor::form").locator("button[type=submit]").click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("main")).toContainText("20 MB");
});

test("two tabs on one listing: the second save shows what the first one stored before it may go over it", async ({
  as,
}) => {
  const first = await as("tto2", "en");
  await first.goto("/en/listings?state=published");
  await first.getByRole("table").getByRole("link").first().click();
  const second = await first.context().newPage();
  await second.goto(first.url());
  const own = Date.now().toString(36);
  const save = async (page: typeof first, text: string) => {
    await page.locator('[name="rival.en"]').fill(text);
    await page
      .getByRole("button", { name: wordsOf("en").listings("edit.save"), exact: true })
      .first()
      .click();
  };
  await save(first, `stored by the first ${own}`);
  await expect(first.getByText(wordsOf("en").listings("edit.saved"))).toBeVisible();
  await save(second, `typed in the second ${own}`);
  await expect(second.locator(".field-stored")).toContainText(`stored by the first ${own}`);
  await expect(second.locator('[name="rival.en"]')).toHaveValue(`typed in the second ${own}`);
});
