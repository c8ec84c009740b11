import { translator } from "@peony/i18n";
import { demoRecords } from "./support/demo.ts";
import { env, looks } from "./support/env.ts";
import { looking } from "./support/looking.ts";
import { send } from "./support/raw.ts";
import { expect, test } from "./support/test.ts";
import { locales } from "./support/words.ts";

test.use({ trace: "off" });

for (const locale of locales) {
  test(`a reader walks from a field to a listing by keyboard, in ${locale}`, async ({ visitor }) => {
    const words = translator(locale, "browse");
    await visitor.goto(`/${locale}`);
    await visitor.getByRole("link", { name: translator(locale, "home")("all-fields") }).press("Enter");
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(words("fields.title"));
    const bearings = visitor.getByRole("listitem").filter({ hasText: /^F16/ });
    const counted = Number(await bearings.locator(".branch-count").textContent());
    await bearings.getByRole("link").press("Enter");
    await expect(visitor).toHaveURL(new RegExp(`/${locale}/fields/F16$`));
    await expect(visitor.getByRole("status")).toContainText(`${counted}`);
    const subclass = visitor.getByRole("listitem").filter({ hasText: /^F16C/ });
    await subclass.getByRole("link").press("Enter");
    await expect(visitor.locator("article.result-card").first()).toBeVisible();
    await visitor.locator("article.result-card h3 a").first().press("Enter");
    await expect(visitor).toHaveURL(new RegExp(`/${locale}/t/`));
  });

  if (looks.includes(locale))
    test(`places of the catalogue look right, in ${locale}`, async ({ visitor }) => {
      test.setTimeout(300_000);
      const view = await looking(visitor, locale);
      const { listing } = await demoRecords();
      const shown = ["/fields", "/fields/F", "/fields/F16C", "/fields/A24", "/industries", "/industries/2"];
      const more = ["/industries/2-1", "/universities", "/regions", "/regions/410000", `/org/${listing.org}`];
      for (const path of [...shown, ...more]) await test.step(path, () => view.look(`/${locale}${path}`));
      await test.step("links", () => view.followLinks(new Set()));
      // after the links: a page that is not there names its own address in the other language
      for (const path of ["/fields/H99", "/fields/A02", "/fields/F?page=400", "/industries/12", "/regions/999999"])
        await test.step(path, () => view.look(`/${locale}${path}`, 404));
      view.done();
    });
}

test("a page of a list, its twins and its picture are named for search engines and for who shares it", async ({
  visitor,
}) => {
  await visitor.goto("/en/fields/F");
  const next = visitor.getByRole("link", { name: translator("en", "shell")("next") });
  if ((await next.count()) > 0) {
    await next.click();
    await expect(visitor.locator('link[rel="canonical"]')).toHaveAttribute("href", /\/en\/fields\/F\?page=2$/);
  }
  await visitor.goto("/zh/search?field=bearing&page=2");
  await expect(visitor.locator('link[rel="canonical"]')).toHaveAttribute("href", /\/zh\/search$/);
  await expect(visitor.locator('link[hreflang="x-default"]')).toHaveAttribute("href", /\/zh\/search$/);
  const { listing } = await demoRecords();
  await visitor.goto(`/zh/t/${listing.slug}`);
  const picture = visitor.locator('meta[property="og:image"]');
  await expect(picture).toHaveAttribute("content", `${env.url()}/api/cards/zh/t/${listing.slug}`);
  const answer = await visitor.request.get(`/api/cards/zh/t/${listing.slug}`);
  expect(answer.headers()).toMatchObject({ "content-type": "image/png", "cache-control": "public, max-age=3600" });
  const bytes = await answer.body();
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(bytes.length).toBeGreaterThan(15_000);
});

test("the picture of a draft answers as one of a made-up name, to its owner too", async ({ as }) => {
  const { draft } = await demoRecords();
  const page = await as("tto", "zh");
  const [own, made] = [await page.request.get(`/api/cards/zh/t/${draft.id}`), await send("/api/cards/zh/t/no-such")];
  expect([own.status(), made.status]).toEqual([404, 404]);
  expect(await own.json()).toEqual(JSON.parse(made.text));
});

test("the list for search engines names public pages, and robots are told where it is", async () => {
  const { listing, draft } = await demoRecords();
  const [robots, list] = [await send("/robots.txt"), await send("/sitemap.xml")];
  expect(robots.text).toContain(`Sitemap: ${env.url()}/sitemap.xml`);
  expect([list.status, list.headers["content-type"]]).toEqual([200, "application/xml; charset=utf-8"]);
  expect(list.text).toContain(`<loc>${env.url()}/en/t/${listing.slug}</loc>`);
  expect(list.text).toContain(`<loc>${env.url()}/zh/fields/F16C</loc>`);
  expect(list.text).not.toContain(draft.id.slice(-8));
});

test("a page prints without its navigation, and says where a result is", async ({ visitor }) => {
  await visitor.goto("/zh/fields/F16C");
  await visitor.emulateMedia({ media: "print" });
  for (const part of [".header", ".crumb", ".demo-banner"]) await expect(visitor.locator(part).first()).toBeHidden();
  const link = visitor.locator(".result-card h3 a").first();
  const spelled = await link.evaluate((a) => getComputedStyle(a, "::after").content);
  expect(spelled).toContain(`/zh/t/`);
});
