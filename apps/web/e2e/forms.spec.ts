import { expect } from "@playwright/test";
import { env } from "./support/env.ts";
import { fill, press } from "./support/forms.ts";
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
    await page.locator('[name="contactTeam.en"]').fill(text);
    await page
      .getByRole("button", { name: wordsOf("en").listings("edit.save"), exact: true })
      .first()
      .click();
  };
  await save(first, `stored by the first ${own}`);
  await expect(first.getByText(wordsOf("en").listings("edit.saved"))).toBeVisible();
  await save(second, `typed in the second ${own}`);
  await expect(second.locator(".field-stored")).toContainText(`stored by the first ${own}`);
  await expect(second.locator('[name="contactTeam.en"]')).toHaveValue(`typed in the second ${own}`);
});

test("a draft saves itself: a row that lacks something waits on this device, and a row left empty takes none with it", async ({
  as,
}) => {
  const t = wordsOf("en");
  const page = await as("firm", "en");
  const now = (what: string) => expect(page.locator(`[data-autosave="${what}"]`)).toBeVisible({ timeout: 15_000 });
  const field = (name: string) => page.locator(`[name="${name}"]`);
  const offered = page.getByRole("button", { name: t.forms("autosave.put-back") });
  await page.goto("/en/desk/demands/new?title=Drift+of+spindles");
  await press(page, page.getByRole("button", { name: t.demands("form.save-new") }), /did=created/);

  await fill(page, { "background.en": "Spindles drift over four hours.", "targets.0.name.en": "Drift" });
  await now("left");
  await page.reload();
  await expect(field("background.en")).toHaveValue("Spindles drift over four hours.");
  await expect(field("targets.0.name.en")).toHaveValue("");
  await offered.click();
  await fill(page, { "targets.0.target": "8", "targets.1.name.en": "Noise", "targets.1.target": "60" });
  await now("saved");
  await page.reload();
  await expect(offered).toHaveCount(0);

  await fill(page, { "targets.0.name.en": "", "targets.0.target": "" });
  await now("saved");
  await expect(field("targets.1.name.en")).toHaveValue("Noise");
  await fill(page, { "targets.1.current": "70" });
  await now("saved");
  await page.reload();
  await expect(field("targets.0.name.en")).toHaveValue("Noise");
  await expect(field("targets.0.current")).toHaveValue("70");
});

test("two tabs on one draft: autosave stops where the other one was faster, and the button shows both texts", async ({
  as,
}) => {
  const t = wordsOf("en");
  const first = await as("inventor", "en");
  await first.goto("/en/results/new");
  await fill(first, { title: "Two tabs" });
  await press(first, first.getByRole("button", { name: t.disclosures("save-on") }), /edit/);
  const second = await first.context().newPage();
  await second.goto(first.url());
  await fill(first, { novelty: "by the first" });
  await expect(first.locator('[data-autosave="saved"]')).toBeVisible({ timeout: 15_000 });
  await fill(second, { novelty: "by the second" });
  await expect(second.locator('[data-autosave="stale"]')).toBeVisible({ timeout: 15_000 });
  const save = second.getByRole("button", { name: t.disclosures("save"), exact: true });
  await save.click();
  await expect(second.locator(".field-stored")).toContainText("by the first");
  await expect(second.locator('[name="novelty"]')).toHaveValue("by the second");
  await press(second, save, /done=saved/);
  await first.reload();
  await expect(first.locator('[name="novelty"]')).toHaveValue("by the second");
});
