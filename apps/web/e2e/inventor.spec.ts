import { expect, type Page } from "@playwright/test";
import { fill, press } from "./support/forms.ts";
import { linkIn, waitForMail } from "./support/mail.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const locale = "zh" as const;
const t = wordsOf(locale);
const run = Date.now().toString(36);
const title = `沟道冷滚压强化 ${run}`;
const addresses = ["a", "b"].map((who) => `${who}.${run}@inventor.peony.test`) as [string, string];

const listing = {
  "title.zh": title,
  "title.en": `Cold rolling of raceways ${run}`,
  "problem.zh": "重载轴承沟道早期剥落。",
  "solution.zh": "冷滚压使表层残余压应力达到 800 兆帕。",
  "trl:number": 3,
  legalStatus: "none",
  "noDataYet:boolean": true,
  "rights:list": ["ordinary"],
  "inventors.0.name.zh": "逯承岳",
  "inventors.0.sharePct:number": 60,
};
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const narrow = async (page: Page) => {
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
};

/** The office writes a draft with two inventors. @returns its address */
const draft = async (office: Page): Promise<string> => {
  await office.goto(`/${locale}/listings/new`);
  await fill(office, { assetKind: "know_how", field: "bearing", "title.zh": title });
  await press(office, button(office, t.listings("new.submit")), /\/listings\/lst_\w+$/);
  const path = new URL(office.url()).pathname;
  await fill(office, listing);
  await save(office);
  await fill(office, { "inventors.1.name.zh": "芮清和", "inventors.1.sharePct:number": 40 });
  await save(office);
  return path;
};
const save = async (office: Page) => {
  await office
    .getByRole("form", { name: t.listings("edit.title") })
    .getByRole("button", { name: t.listings("edit.save"), exact: true })
    .click();
  await expect(office.getByText(t.listings("edit.saved"))).toBeVisible();
};

/** Sends the links and opens the newest mail of each, sent since then. */
const ask = async (office: Page, path: string): Promise<[string, string]> => {
  const since = new Date().toISOString();
  // what was saved last has to be there before its inventors are asked
  await expect(async () => {
    await office.goto(`${path}/inventors`);
    await expect(office.locator('[name="people.1.email"]')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await fill(office, { "people.0.email": addresses[0], "people.1.email": addresses[1] });
  await press(office, button(office, t.confirmation("ask")), /done=asked/);
  const links: string[] = [];
  for (const address of addresses) {
    const mail = await waitForMail(address, (m) => m.at >= since && m.text.includes("/inventor/"));
    expect(mail.text).not.toContain(title);
    links.push(new URL(linkIn(mail, "/inventor/")).pathname);
  }
  return links as [string, string];
};

test("inventors comment and accept by their links until both accept one text, and it goes to the second person", async ({
  as,
  visitor,
}) => {
  const office = await as("tto", locale);
  const path = await draft(office);
  const first = await ask(office, path);
  await narrow(office);

  await visitor.goto(first[0]);
  await expect(visitor.getByRole("cell", { name: "40.00%" })).toBeVisible();
  await narrow(visitor);
  await button(visitor, t.confirmation("comment")).click();
  await expect(visitor.locator('[name="comment"]')).toHaveAttribute("aria-invalid", "true");
  await fill(visitor, { comment: "应力写错了，是 750 兆帕" });
  await button(visitor, t.confirmation("comment")).click();
  await expect(visitor.getByText(t.confirmation("commented-next"))).toBeVisible();
  await visitor.goto(first[1]);
  await button(visitor, t.confirmation("accept")).click();
  await expect(visitor.getByText(t.confirmation("accepted", { when: "" }).slice(-10))).toBeVisible();

  // one comment keeps it with the office, which mends the text; then both are asked again
  await office.goto(`${path}/inventors`);
  await expect(office.getByText("应力写错了，是 750 兆帕")).toBeVisible();
  await office
    .locator("summary")
    .filter({ hasText: t.confirmation("mend") })
    .click();
  await press(office, button(office, t.confirmation("mend")), /\/listings\/lst_\w+$/);
  await fill(office, { "solution.zh": "冷滚压使表层残余压应力达到 750 兆帕。" });
  await save(office);
  await visitor.goto(first[1]);
  await expect(visitor.getByText(t.confirmation("changed"))).toBeVisible();

  const second = await ask(office, path);
  for (const link of second) {
    await visitor.goto(link);
    await expect(visitor.getByText("750 兆帕")).toBeVisible();
    await button(visitor, t.confirmation("accept")).click();
    await expect(visitor.getByText(t.confirmation("accepted", { when: "" }).slice(-10))).toBeVisible();
  }
  // the sheet is the last thing missing; filled in, it goes on by itself
  await office.goto(`${path}/inventors`);
  await expect(office.getByText(t.confirmation("fill-sheet"))).toBeVisible();
  await office.goto(`${path}/compliance`);
  await fill(office, { exportClass: "free", secrecy: "not_secret", thirdParty: "none", stateAsset: "exempt" });
  await press(office, button(office, t.listings("compliance.save")), /done=saved/);
  await office.goto(`${path}/inventors`);
  await expect(office.getByText(t.status("listing.compliance"))).toBeVisible();
});

test("an inventor discloses a result, the office assesses it, and its draft needs no retyping", async ({ as }) => {
  const inventor = await as("inventor", locale);
  const d = t.disclosures;
  await inventor.goto(`/${locale}/results/new`);
  await fill(inventor, { title: `声发射预警 ${run}`, field: "bearing" });
  await press(inventor, button(inventor, d("save-on")), /\/edit\?done=saved/);
  // what is typed saves itself
  await fill(inventor, { "bestUses:lines": "高速电主轴" });
  await expect(inventor.locator("[data-autosave]")).toHaveAttribute("data-autosave", "saved", { timeout: 15_000 });
  await inventor.reload();
  await expect(inventor.locator('[name="bestUses:lines"]')).toHaveValue("高速电主轴");
  await button(inventor, d("hand-in")).click();
  await expect(inventor.locator('[name="novelty"]')).toHaveAttribute("aria-invalid", "true");
  await fill(inventor, { novelty: "两个频带的能量比判断缺油" });
  await press(inventor, button(inventor, d("hand-in")), /done=disclosed/);
  await narrow(inventor);
  const path = new URL(inventor.url()).pathname;

  const office = await as("tto", locale);
  await office.goto(path);
  await fill(office, { decision: "know_how", note: "不公开，作为技术秘密" });
  await press(office, button(office, d("assess")), /done=decided/);
  await press(office, button(office, d("make-listing")), /\/listings\/lst_\w+$/);
  await expect(office.locator('[name="title.zh"]')).toHaveValue(`声发射预警 ${run}`);
  await expect(office.locator('[name="applications.0.zh"]')).toHaveValue("高速电主轴");

  await inventor.goto(`/${locale}/results`);
  await inventor.getByRole("link", { name: `声发射预警 ${run}` }).click();
  await fill(inventor, { gross: "200万", costs: "15万" });
  await button(inventor, d("try")).click();
  await expect(inventor.locator("#share")).toContainText("1,295,000.00");
  const stranger = await as("firm", locale);
  expect((await stranger.goto(path))?.status()).toBe(404);
});
