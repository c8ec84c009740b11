import type { Page } from "@playwright/test";
import { type DemoRecords, demoRecords, whenDemoIsThere } from "./support/demo.ts";
import { looks } from "./support/env.ts";
import { looking } from "./support/looking.ts";
import type { Account } from "./support/people.ts";
import { test } from "./support/test.ts";
import type { Locale } from "./support/words.ts";

// what is wrong is said in words; recording every screen would take longer than looking at it
test.use({ trace: "off" });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  await whenDemoIsThere();
});

/** The main screens by who looks at them. */
const screens: Readonly<
  Record<"visitor" | "office" | "firm" | "others", (r: DemoRecords) => [Account | null, string][]>
> = {
  visitor: (r) =>
    [
      ...["", "/search", "/search?q=%E8%BD%B4%E6%89%BF", "/search?q=bearing&rights=ordinary", "/search?q=qqqqqqq"],
      ...[`/t/${r.listing.slug}`, "/demands", `/demands/${r.demand.number}`, `/org/${r.listing.org}`],
      ...["/sign-in", "/sign-up", "/forgot", "/help", "/privacy", "/accessibility"],
    ].map((path) => [null, path]),
  office: (r) =>
    [
      ...["/desk", "/listings", "/listings/new", `/listings/${r.draft.id}`, `/listings/${r.listing.id}`, "/matches"],
      ...["/deals", `/deals/${r.offered}`, `/deals/${r.offered}/offer`, "/statement", "/start", "/settings"],
      ...["organisation", "members", "payout", "keys", "sessions"].map((page) => `/settings/${page}`),
    ].map((path) => ["tto", path]),
  firm: (r) =>
    [
      ...["/desk", "/desk/demands", "/desk/demands/new", `/desk/demands/${r.demand.number}`, "/matches"],
      ...[`/deals/new?listing=${r.listing.id}`, "/deals", `/deals/${r.offered}`, "/statement"],
      ...["", "/contract", "/money"].map((part) => `/deals/${r.second}${part}`),
    ].map((path) => ["firm", path]),
  others: (r) => [
    ["operator", "/operator"],
    ["operator", "/statement"],
    ["broker", "/desk"],
    ["broker", `/deals/${r.second}/money`],
    ["broker", "/statement"],
    ["inventor", "/statement"],
    ["park", "/desk"],
    ["bank", "/desk"],
    ["finance", `/deals/${r.second}/money`],
  ],
};

const lookAt = async (
  page: Page,
  locale: Locale,
  paths: readonly string[],
  known: ReadonlySet<string>,
  missing: readonly string[] = [],
): Promise<void> => {
  const view = await looking(page, locale);
  for (const path of paths) await test.step(path || "/", () => view.look(`/${locale}${path}`));
  for (const path of missing) await test.step(path, () => view.look(`/${locale}${path}`, 404));
  await test.step("links", () => view.followLinks(known));
  view.done();
};

for (const locale of looks)
  for (const [who, list] of Object.entries(screens))
    test(`screens of ${who} look right, in ${locale}`, async ({ visitor, as }) => {
      test.setTimeout(240_000);
      const records = await demoRecords();
      const wanted = list(records);
      const known = new Set(wanted.map(([, path]) => `/${locale}${path}`));
      for (const account of new Set(wanted.map(([account]) => account))) {
        const paths = wanted.filter(([one]) => one === account).map(([, path]) => path);
        const page = account ? await as(account, locale) : visitor;
        await lookAt(page, locale, paths, known, account ? [] : ["/nowhere"]);
      }
    });
