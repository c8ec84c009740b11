import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import { one, sql } from "./support/database.ts";
import { addressOf } from "./support/people.ts";
import { faultOf, faults, gbCsvOf, numberOf, sheetHeader, sheetRow, workbookOf } from "./support/sheets.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const t = wordsOf("zh").imports;
const triage = wordsOf("zh").triage;
/** Another range of numbers in each run, so that a second one finds nothing of the first. */
const first = Number(String(Date.now()).slice(-7, -3)) * 1000;
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const ownName = async (): Promise<string> =>
  (
    await one<{ name: string }>(sql`
      select o.name_zh as name from users u join members m on m.user_id = u.id join organisations o on o.id = m.org_id
      where u.email = ${addressOf("tto")}`)
  ).name;

const upload = async (page: Page, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
  await page.goto("/zh/import");
  await page.locator('input[type="file"]').setInputFiles(file);
  await page.getByRole("button", { name: t("upload.send") }).click();
  await expect(page).toHaveURL(/\/zh\/import\/imp_/);
};
const check = async (page: Page, total: number): Promise<void> => {
  await page.getByRole("button", { name: t("map.check", { total }) }).click();
  await expect(page.getByRole("navigation", { name: t("check.tabs") })).toBeVisible({ timeout: 10_000 });
};
const row = (page: Page, line: number) => page.locator(`#row-${line}`);
/** Rows stand one below the header. */
const lineOf = (i: number): number => i + 2;
const firstOf = (fault: string): number =>
  Array.from({ length: 300 }, (_, i) => i).find((i) => faultOf(i) === fault) ?? 0;

test("300 patents: mapped, checked, mended in place, brought in, and triaged by two keys a row", async ({ as }) => {
  test.setTimeout(300_000);
  const page = await as("tto", "zh");
  const name = await ownName();
  const rows = Array.from({ length: 300 }, (_, i) => sheetRow(i, first, name));
  const begun = Date.now();
  await upload(page, { name: "台账.xlsx", mimeType: xlsxType, buffer: workbookOf([sheetHeader, ...rows]) });
  await expect(page.getByRole("cell", { name: "一种第0号轴承的强化方法" })).toBeVisible();
  await check(page, 300);
  console.log(`upload, child process, mapping and check of 300 rows: ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  const each = rows.filter((_, i) => faultOf(i) === faults[0]).length;
  const tabs = page.getByRole("navigation", { name: t("check.tabs") });
  for (const fault of faults)
    await expect(tabs.getByRole("link", { name: `${t(`result.${fault}`)} ${each}`, exact: true })).toBeVisible();

  // the wrong digit, by one click
  const wrong = lineOf(firstOf("malformed_number"));
  const right = numberOf(first + firstOf("malformed_number"));
  await row(page, wrong)
    .getByRole("button", { name: t("check.suggest", { value: right }) })
    .click();
  await expect(row(page, wrong)).toHaveCount(0);
  // a number typed anew for a duplicate, and a day for one that was none
  await row(page, lineOf(firstOf("duplicate")))
    .locator('[name="values.number"]')
    .fill(numberOf(first + 900));
  await row(page, lineOf(firstOf("duplicate")))
    .getByRole("button", { name: t("check.save") })
    .click();
  await expect(row(page, lineOf(firstOf("duplicate")))).toHaveCount(0);
  // a word said once for all rows like it
  const status = row(page, lineOf(firstOf("unknown_status")));
  await status.locator("select[name=status]").selectOption("granted");
  await status.getByRole("button", { name: t("check.teach") }).click();
  await expect(tabs.getByRole("link", { name: new RegExp(`^${t("result.unknown_status")}`) })).toHaveCount(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: t("check.errors") }).click(),
  ]);
  const sheet = await readFile((await download.path()) ?? "", "utf8");
  // trimming takes the mark of the encoding off as well
  const lines = sheet.trim().split("\r\n");
  expect(sheet.startsWith("\ufeff")).toBe(true);
  expect(lines[0]).toBe(`${sheetHeader.join(",")},${t("reason")}`);
  expect(lines).toHaveLength(1 + (each - 1) * 2 + each * 2);
  expect(sheet).toContain("不是本单位");

  const good = 300 - (each - 1) * 2 - each * 2;
  await page.getByRole("button", { name: t("check.start", { count: good }) }).click();
  await expect(page.getByText(t("done.lead", { created: good }))).toBeVisible({ timeout: 60_000 });

  // triage: every press is counted
  await page.goto("/zh/triage");
  const left = async () => Number(await page.locator("[data-left]").getAttribute("data-left"));
  const before = await left();
  let presses = 0;
  const press = async (key: string): Promise<void> => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await expect(page.locator("[data-row]")).toBeVisible();
  const triaged = 30;
  for (let i = 0; i < triaged; i += 1) {
    await press(String((i % 5) + 1));
    await press(String((i % 3) + 1));
  }
  expect(presses / triaged).toBeLessThanOrEqual(2);
  await expect(page.getByText(triage("saved"))).toBeVisible();
  await expect.poll(left).toBe(before - triaged);
  await page.keyboard.press("z");
  await expect.poll(left).toBe(before - triaged + 1);
  await expect(page.getByText(triage("saved"))).toBeVisible();
  await page.reload();
  expect(await left()).toBe(before - triaged + 1);
});

test("a CSV of an older spreadsheet is read, brought in and taken back; a broken file says why", async ({ as }) => {
  test.setTimeout(120_000);
  const page = await as("tto", "zh");
  const name = await ownName();
  const rows = Array.from({ length: 20 }, (_, i) => sheetRow(i, first + 500, name));
  await upload(page, { name: "旧表.csv", mimeType: "text/csv", buffer: gbCsvOf([sheetHeader, ...rows]) });
  await expect(page.getByRole("cell", { name: "一种第0号轴承的强化方法" })).toBeVisible();
  await page.getByRole("button", { name: t("map.check", { total: 20 }) }).click();
  await page.getByRole("button", { name: t("check.start", { count: 20 }) }).click();
  await expect(page.getByText(t("done.lead", { created: 20 }))).toBeVisible({ timeout: 30_000 });
  await page.getByText(t("undo.button")).click();
  await page.getByRole("button", { name: t("undo.confirm") }).click();
  await expect(page.getByText(t("undo.done", { removed: 20 }))).toBeVisible();

  await page.goto("/zh/import");
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "坏.xlsx", mimeType: xlsxType, buffer: Buffer.from("PK\u0003\u0004") });
  await page.getByRole("button", { name: t("upload.send") }).click();
  await expect(page.getByRole("alert").or(page.locator(".error-summary")).first()).toBeVisible();
});
