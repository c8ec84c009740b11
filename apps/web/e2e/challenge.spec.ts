import { expect, type Page } from "@playwright/test";
import { api } from "./support/api.ts";
import { keyOf } from "./support/calls.ts";
import { otherUniversity, pageOf, passClosing, propose, publishedChallenge } from "./support/challenge.ts";
import { one, rows, sql } from "./support/database.ts";
import { looks } from "./support/env.ts";
import { fill, press } from "./support/forms.ts";
import { looking } from "./support/looking.ts";
import { addressOf } from "./support/people.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

test.describe.configure({ mode: "serial" });

const locale = "zh" as const;
const t = wordsOf(locale).proposals;
const run = Date.now().toString(36);
const title = `主轴热漂移 ${run}`;
const [ours, theirs] = [`变阻尼主轴 ${run}`, `丝杠预热 ${run}`];
let challenge: { id: string; number: string };
let first: string;
let second: string;

const idIn = (page: Page): string => /prp_[0-9a-z]{26}/.exec(page.url())?.[0] ?? "";
const board = () => `/${locale}/desk/demands/${challenge.number}/review`;
/** The card of one proposal on the board. */
const cardOf = (page: Page, id: string) => page.locator(`#${id}`);
const said = (page: Page, sentence: string) => expect(page.getByText(sentence).first()).toBeVisible();

test("a firm fixes the criteria and asks two to judge", async ({ as }) => {
  challenge = await publishedChallenge(title);
  const firm = await as("firm", locale);
  await firm.goto(board());
  await said(firm, t("board.sealed"));
  await firm.getByText(t("board.criteria-edit")).click();
  await fill(firm, { "criteria.0.weight:number": "41" });
  await firm.getByRole("button", { name: t("board.save-criteria") }).click();
  await expect(firm.locator(".field-error").first()).toBeVisible();
  await fill(firm, { "criteria.1.weight:number": "29" });
  await press(firm, firm.getByRole("button", { name: t("board.save-criteria") }), /did=criteria/);
  for (const account of ["expert", "finance"] as const) {
    await fill(firm, { email: addressOf(account), role: "lead" });
    await press(firm, firm.getByRole("button", { name: t("board.appoint") }), /did=appointed/);
    await expect(firm.getByText(addressOf(account))).toBeVisible();
    await firm.goto(board());
  }
});

test("a university writes a page that saves itself, and sends it", async ({ as }) => {
  const tto = await as("tto", locale);
  await tto.goto(`/${locale}/proposals/new?demand=${challenge.number}`);
  await press(tto, tto.getByRole("button", { name: t("new.start") }), /\/proposals\/prp_\w+\?did=created/);
  first = idIn(tto);
  const {
    id: _i,
    version: _v,
    milestones,
    trl,
    budget: _b,
    termMonths: _t,
    royaltyPct: _r,
    ...texts
  } = pageOf(first, ours);
  const page = {
    title: texts.title,
    hypothesis: texts.hypothesis,
    rationale: texts.rationale,
    plan: texts.plan,
    team: texts.team,
    "trl:number": `${trl}`,
    "budget:money": "90万",
    "milestones.0.name": milestones[0]?.name ?? "",
    "milestones.0.amount:money": "90万",
    "milestones.0.weeks:number": "20",
    territory: texts.territory,
    conflicts: texts.conflicts,
  };
  await fill(tto, { title: texts.title });
  const saved = tto.locator("[data-autosave]");
  await expect(saved).toHaveAttribute("data-autosave", "saved", { timeout: 15_000 });
  const stored = await one<{ title: string }>(sql`select title from proposals where id = ${first}`);
  expect(stored.title).toBe(ours);
  // what is too long stays in the field and is counted
  await fill(tto, { title: "长".repeat(81) });
  await expect(tto.getByText(t("form.over", { used: "81", max: 80, over: "1" }))).toBeVisible();
  await fill(tto, page);
  await press(tto, tto.getByRole("button", { name: t("form.submit"), exact: true }), /did=submitted/);
  second = await propose(await otherUniversity(`河洛大学 ${run}`), challenge.number, theirs);
});

test("until the window has closed it is sealed from everybody else", async ({ as }) => {
  for (const account of ["firm", "operator", "expert", "park"] as const)
    expect((await api("GET", `/proposals/${first}`, { key: await keyOf(account) })).status).toBe(404);
  const firm = await as("firm", locale);
  await firm.goto(board());
  await expect(firm.locator("main")).not.toContainText(ours);
  const answer = await firm.goto(`/${locale}/proposals/${first}`);
  expect(answer?.status()).toBe(404);
  const expert = await as("expert", locale);
  await expert.goto(`/${locale}/reviews/${challenge.number}`);
  await said(expert, t("review.sealed-title"));
});

test("reviewers say first whom they are tied to, and do not see those proposals", async ({ as }) => {
  test.slow();
  await passClosing(challenge.id);
  const firm = await as("firm", locale);
  // whoever decides says first what ties them to whom, and reads nothing before
  await firm.goto(board());
  await expect(firm.locator("main")).not.toContainText(ours);
  await fill(firm, { statement: "与各应榜方没有利益关系", "confirmed:boolean": true });
  await press(firm, firm.getByRole("button", { name: t("review.state") }), /did=stated/);
  await expect(firm.locator("main")).toContainText(ours);
  await firm.goto(board());
  await firm.getByText(t("board.step.screen")).first().click();
  await press(firm, firm.getByRole("button", { name: t("board.step.screen") }), /did=stepped/);
  for (const id of [first, second]) {
    await press(firm, cardOf(firm, id).getByRole("button", { name: t("board.pass"), exact: true }), /did=screened/);
    await firm.goto(board());
  }
  for (const [account, conflict] of [
    ["expert", second],
    ["finance", null],
  ] as const) {
    const reviewer = await as(account, locale);
    await reviewer.goto(`/${locale}/reviews/${challenge.number}`);
    await expect(reviewer.locator("main")).not.toContainText(ours);
    await fill(reviewer, {
      ...(conflict ? { "conflicts:list": [conflict] } : {}),
      statement: "与其余各方没有利益关系",
      "confirmed:boolean": true,
    });
    await press(reviewer, reviewer.getByRole("button", { name: t("review.state") }), /did=stated/);
  }
  const expert = await as("expert", locale);
  await said(expert, t("review.hidden", { count: 1 }));
  expect((await api("GET", `/proposals/${second}`, { key: await keyOf("expert") })).status).toBe(404);
  expect((await api("GET", `/proposals/${first}`, { key: await keyOf("expert") })).status).toBe(200);
});

test("they score by the fixed criteria, going on by key; the better one wins and a deal is there", async ({
  as,
  visitor,
}) => {
  test.slow();
  const firm = await as("firm", locale);
  await firm.goto(board());
  await firm.getByText(t("board.step.assess")).first().click();
  await press(firm, firm.getByRole("button", { name: t("board.step.assess") }), /did=stepped/);
  const score = async (page: Page, points: readonly string[]) => {
    await fill(page, Object.fromEntries(points.map((p, i) => [`points.${i}.given`, p])));
    await fill(page, { words: "数据充分，步骤清楚。" });
    await press(page, page.getByRole("button", { name: t("review.save") }), /did=scored/);
  };
  const expert = await as("expert", locale);
  await expert.goto(`/${locale}/reviews/${challenge.number}`);
  // what belongs to the next block stands apart from this one
  const blocks = await expert.locator("main nav.actions, main h2, main dl, main .card").evaluateAll((all) =>
    all.map((e) => ({
      tag: e.tagName,
      top: e.getBoundingClientRect().top,
      bottom: e.getBoundingClientRect().bottom,
    })),
  );
  const [way, heading] = [blocks.find((b) => b.tag === "NAV"), blocks.find((b) => b.tag === "H2")];
  expect((heading?.top ?? 0) - (way?.bottom ?? 0)).toBeGreaterThan(8);
  await fill(expert, { "points.0.given": "101", words: "数据充分" });
  await expert.getByRole("button", { name: t("review.save") }).click();
  await expect(expert.locator(".field-error").first()).toBeVisible();
  await score(expert, ["90", "80", "70", "60"]);
  const finance = await as("finance", locale);
  for (const at of [1, 2]) {
    await finance.goto(`/${locale}/reviews/${challenge.number}`);
    if (at === 2) {
      await finance.locator("h1").click();
      await finance.keyboard.press("j");
      await expect(finance).toHaveURL(/at=2/);
    }
    const isOurs = (await finance.getByRole("heading", { name: ours }).count()) > 0;
    await score(finance, isOurs ? ["95", "90", "80", "70"] : ["50", "50", "50", "50"]);
  }
  await firm.goto(board());
  await expect(cardOf(firm, first)).toBeVisible();
  await press(firm, cardOf(firm, first).getByRole("button", { name: t("board.shortlist-one") }), /did=shortlisted/);
  await firm.goto(board());
  await firm.getByText(t("board.step.shortlist")).first().click();
  await press(firm, firm.getByRole("button", { name: t("board.step.shortlist") }), /did=stepped/);
  await cardOf(firm, first)
    .locator("summary", { hasText: t("board.award") })
    .click();
  await press(firm, cardOf(firm, first).getByRole("button", { name: t("board.award"), exact: true }), /did=awarded/);
  await visitor.goto(`/${locale}/awards/${challenge.number}`);
  await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(t("award.title"));
  await expect(visitor.locator("main")).not.toContainText(ours);

  const made = await rows<{ number: string }>(sql`select number from deals where demand_id = ${challenge.id}`);
  expect(made).toHaveLength(1);
  const number = made[0]?.number ?? "";
  const tto = await as("tto", locale);
  await tto.goto(`/${locale}/proposals/${first}`);
  await tto.getByRole("link", { name: t("state.deal") }).click();
  await expect(tto).toHaveURL(new RegExp(`/deals/${number}$`));
  await expect(tto.getByRole("heading", { level: 1 })).toHaveText(title);
  await firm.goto(`/${locale}/deals/${number}/offer`);
  await expect(firm.locator("main")).toContainText("900,000");
});

test("the one that lost gets an answer with a reason", async ({ as }) => {
  const firm = await as("firm", locale);
  await firm.goto(board());
  await cardOf(firm, second).getByText(t("board.feedback")).first().click();
  await fill(cardOf(firm, second), { reason: "immature", words: "台架数据还不够，建议先完成四小时连续试验再来。" });
  await press(firm, cardOf(firm, second).getByRole("button", { name: t("board.feedback-send") }), /did=answered/);
  const told = await one<{ reason: string }>(sql`select reason from proposals where id = ${second}`);
  expect(told.reason).toBe("immature");
});

for (const language of looks)
  test(`the screens of a challenge look right (${language})`, async ({ as }) => {
    test.slow();
    for (const [account, paths] of [
      ["tto", ["/proposals", `/proposals/new?demand=${challenge.number}`, `/proposals/${first}`]],
      ["expert", ["/reviews", `/reviews/${challenge.number}`]],
      ["firm", [`/desk/demands/${challenge.number}/review`, `/awards/${challenge.number}`]],
    ] as const) {
      const view = await looking(await as(account, language), language);
      for (const path of paths) await view.look(`/${language}${path}`);
      view.done();
    }
  });
