import { expect, type Page } from "@playwright/test";
import { one, sql } from "../support/database.ts";
import { fill } from "../support/forms.ts";
import { payByCard } from "../support/sandbox.ts";
import { agreed, type Course, splitOf } from "./course.ts";

const yuan = (fen: bigint): string => {
  const [whole, rest] = [fen / 100n, fen % 100n];
  return `${whole.toString().replace(/\B(?=(\d{3})+$)/g, ",")}.${rest.toString().padStart(2, "0")}`;
};

const rowOf = (page: Page, { locale, t }: Course, position: number) =>
  page
    .getByRole("table", { name: t.money("milestones.caption") })
    .getByRole("row")
    .filter({ hasText: agreed.milestones[position - 1]![locale] })
    .first();

/** Looks at the page, which looks again by itself, until a milestone is in this state. */
const waitForState = async (page: Page, course: Course, position: number, state: "held" | "settled"): Promise<void> =>
  expect(rowOf(page, course, position)).toContainText(course.t.status(`item.${state}`), { timeout: 45_000 });

const fund = async (course: Course, path: string, position: number): Promise<void> => {
  const { t, as } = course;
  const finance = await as("finance");
  await finance.goto(path);
  const { amount } = splitOf(position);
  const pay = finance.getByRole("button", { name: yuan(amount) });
  await expect(pay).toHaveCount(1);
  if (position === 1) {
    // the second waits for the first: nothing on the page pays it, and its row says so
    await expect(rowOf(finance, course, 2)).toContainText(t.status("item.agreed"));
    await expect(finance.getByRole("button", { name: yuan(splitOf(2).amount) })).toHaveCount(0);
  }
  await pay.click();
  await expect(finance.getByText(yuan(amount)).first()).toBeVisible();
  await payByCard(finance);
  await expect(finance).toHaveURL(new RegExp(`/money\\?paid=${position}$`));
  await waitForState(finance, course, position, "held");
};

/** A page of a PDF is not needed here: any file of a kind that is taken will do. */
const report = { name: "检测报告.txt", mimeType: "text/plain", buffer: Buffer.from("台架 500 小时，未见剥落\n") };

const deliver = async ({ as, t, locale }: Course, path: string, position: number): Promise<void> => {
  const tto = await as("tto");
  await tto.goto(path);
  const name = t.money("deliver.title", { item: agreed.milestones[position - 1]![locale] });
  const form = tto.getByRole("form", { name });
  await fill(form, { note: "样件 20 套与检测报告，顺丰寄出" });
  await form.locator('input[type="file"]').setInputFiles(report);
  await form.getByRole("button", { name: t.money("deliver.submit") }).click();
  await expect(tto.getByText(report.name)).toBeVisible();
};

const accept = async (course: Course, path: string, position: number): Promise<void> => {
  const { as, t } = course;
  const firm = await as("firm");
  await firm.goto(path);
  const file = firm.getByRole("link", { name: report.name });
  const bytes = await firm.request.get((await file.getAttribute("href")) ?? "");
  expect(await bytes.body()).toEqual(report.buffer);
  await firm
    .locator("summary")
    .filter({ hasText: t.money("accept.open") })
    .click();
  const lines = splitOf(position);
  const sheet = firm
    .locator(".confirm-sheet")
    .filter({ has: firm.getByRole("button", { name: t.money("accept.submit") }) });
  for (const part of [lines.seller, lines.broker, lines.platform]) await expect(sheet).toContainText(yuan(part));
  await firm.getByRole("button", { name: t.money("accept.submit") }).click();
  await waitForState(firm, course, position, "settled");
};

/** One milestone from payment to payout: paid at the provider's page, held, delivered with a file, accepted, split. */
export const passMilestone = async (course: Course, number: string, position: number): Promise<void> => {
  const path = `/${course.locale}/deals/${number}/money`;
  await fund(course, path, position);
  await deliver(course, path, position);
  await accept(course, path, position);
};

/** A milestone is not paid out of turn, even by somebody who knows how to ask for it. */
export const refuseOutOfTurn = async ({ as, locale }: Course, number: string): Promise<void> => {
  const finance = await as("finance");
  await finance.goto(`/${locale}/deals/${number}/money`);
  const second = await one<{ id: string }>(
    sql`select h.id from held_items h join deals d on d.id = h.deal_id where d.number = ${number} and h.position = 2`,
  );
  const hidden = finance.locator('form:has(button[type=submit]) input[name="itemId"]');
  await hidden.first().evaluate((input, id) => input.setAttribute("value", id), second.id);
  await finance.locator('form:has([name="itemId"]) button[type=submit]').click();
  await expect(finance.locator(".error-summary")).toBeVisible();
  await expect(finance).toHaveURL(new RegExp(`/deals/${number}/money`));
  const tried = await one<{ n: number }>(
    sql`select count(*)::int as n from payment_attempts where item_id = ${second.id}`,
  );
  expect(tried.n).toBe(0);
};

export { yuan };
