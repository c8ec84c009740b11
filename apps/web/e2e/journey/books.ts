import { expect, type Page } from "@playwright/test";
import { bookFaults, one, rows, sql } from "../support/database.ts";
import { mails } from "../support/mail.ts";
import type { Account } from "../support/people.ts";
import { agreed, type Course, splitOf } from "./course.ts";
import { yuan } from "./money.ts";

type Side = "seller" | "broker" | "amount";
const partOf = (side: Side, position: number): bigint => splitOf(position)[side];

/** Rows of the visible statement that belong to a deal, each as its text. */
const statementOf = async (page: Page, { locale, t }: Course, number: string): Promise<string[]> => {
  await page.goto(`/${locale}/statement`);
  return page
    .getByRole("table", { name: t.statement("caption") })
    .getByRole("row")
    .filter({ hasText: number })
    .allTextContents();
};

/** What a party may expect: for each milestone what came in and what went out, in the exact amount of the contract. */
const expectStatement = async (course: Course, number: string, account: Account, side: Side): Promise<void> => {
  const lines = await statementOf(await course.as(account), course, number);
  const [into, out] = side === "amount" ? (["fund", "release"] as const) : (["release", "disburse"] as const);
  expect(lines, `${account} sees two lines for each milestone`).toHaveLength(4);
  for (const position of [1, 2])
    for (const kind of [into, out]) {
      const of = `${account}: ${kind} of milestone ${position}`;
      const item = course.t.statement("item", { position });
      const found = lines.filter((l) => l.startsWith(course.t.statement(`transfer.${kind}`)) && l.includes(item));
      expect(found, of).toHaveLength(1);
      expect(found[0], of).toContain(yuan(partOf(side, position)));
    }
};

/** The inventors' statement: seventy of a hundred of the net income to the pool (Henan), and of it the own share. */
const expectRewards = async (course: Course, number: string): Promise<void> => {
  const { as, locale } = course;
  const [office, inventor] = [await as("unifinance"), await as("inventor")];
  for (const page of [office, inventor]) await page.goto(`/${locale}/statement`);
  const part = (page: Page, position: number) =>
    page
      .locator("#rewards section")
      .filter({ hasText: number })
      .filter({ hasText: agreed.milestones[position - 1]![locale] });
  for (const position of [1, 2]) {
    const { seller, pool } = splitOf(position);
    await expect(part(office, position)).toContainText(yuan(seller));
    await expect(part(office, position)).toContainText(yuan(pool));
    await expect(part(office, position)).toContainText("70");
    const own = part(inventor, position).getByRole("table").getByRole("row");
    await expect(own).toHaveCount(2);
    await expect(own.nth(1)).toContainText("60%");
    await expect(part(inventor, position)).not.toContainText(yuan(pool));
  }
  const shares = await rows<{ position: number; sum: string; pool: string }>(sql`
    select h.position, sum(l.amount)::text as sum, c.pool::text as pool
    from reward_calculations c join reward_lines l on l.reward_id = c.id
    join held_items h on h.id = c.item_id join deals d on d.id = h.deal_id
    where d.number = ${number} group by h.position, c.pool order by h.position`);
  const pools = [1, 2].map((position) => splitOf(position).pool.toString());
  expect(shares.map((s) => s.sum)).toEqual(pools);
  expect(shares.map((s) => s.pool)).toEqual(pools);
};

/** The platform's own fee and what the ledger knows of the deal as a whole. */
const expectBooks = async (number: string): Promise<void> => {
  const fee = await one<{ amount: string }>(sql`
    select sum(e.amount)::text as amount from ledger.entry e
    join ledger.transfer t on t.id = e.transfer_id join ledger.account a on a.id = e.account_id
    join held_items h on h.id = t.ref->>'itemId' join deals d on d.id = h.deal_id
    where d.number = ${number} and a.code = 'revenue:fee' and t.kind = 'release' and e.side = 'credit'`);
  expect(BigInt(fee.amount)).toBe(splitOf(1).platform + splitOf(2).platform);
  const left = await rows(sql`
    select b.code, b.amount from ledger.balance b join held_items h on b.code = 'held:' || h.id
    join deals d on d.id = h.deal_id where d.number = ${number} and b.amount <> 0`);
  expect(left).toEqual([]);
  expect(await bookFaults()).toEqual([]);
};

/** Every party's statement equals the contract, the ledger sums to zero, and nothing has drifted. */
export const checkBooks = async (course: Course, number: string): Promise<void> => {
  await expectStatement(course, number, "unifinance", "seller");
  await expectStatement(course, number, "broker", "broker");
  await expectStatement(course, number, "finance", "amount");
  await expectRewards(course, number);
  await expectBooks(number);
};

/** Who was told that it is their turn, and that no mail gives a term away. */
export const checkMails = async (number: string): Promise<void> => {
  const turns: readonly (readonly [Account, string])[] = [
    ["tto", "/offer"],
    ["firm", "/offer"],
    ["signer", "/contract"],
    ["firmsigner", "/contract"],
    ["finance", "/money"],
    ["tto", "/money"],
    ["firm", "/money"],
  ];
  for (const [account, page] of turns)
    await expect
      .poll(async () => (await mails(`${account}@demo.peony.test`)).some((m) => m.text.includes(`${number}${page}`)), {
        message: `a mail to ${account} about ${page}`,
      })
      .toBe(true);
  const about = (await mails()).filter((m) => `${m.subject} ${m.text}`.includes(number));
  const secrets = [...agreed.milestones.flatMap((m) => [m.zh, m.en]), "风电主轴", "wind turbines"];
  for (const mail of about) {
    const all = `${mail.subject}\n${mail.text}\n${mail.html ?? ""}`.replaceAll(/https?:\/\/[^\s"<>]+/g, "");
    expect(all, mail.subject).not.toMatch(/[¥￥]|CNY|\d[\d,.]*\s*(元|万|million)|\d\s?[%％]|\d{1,3}(,\d{3})+/);
    for (const secret of secrets) expect(all).not.toContain(secret);
  }
};
