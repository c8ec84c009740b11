import { checkUscc } from "@peony/domain/identity";
import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { clearListing } from "./support/clearance.ts";
import { env } from "./support/env.ts";
import { fill } from "./support/forms.ts";
import { linkIn, waitForMail } from "./support/mail.ts";
import { addressOf, password, signIn } from "./support/people.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const unique = (): string => `${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
const secret = "a sentence I remember";

/** A credit code with a right check character, and the same code with a wrong one. */
const creditCode = (): { right: string; wrong: string; expected: string } => {
  const body = `91410305MA${String(Date.now()).slice(-7)}`.slice(0, 17);
  const found = checkUscc(`${body}0`);
  const expected = found.ok ? "0" : found.reason === "check" ? found.expected : "";
  return { right: body + expected, wrong: body + (expected === "7" ? "8" : "7"), expected };
};

/** Signs up by the form and by the link in the mail, and ends signed in on the first page. */
const join = async (page: Page, email: string, name: string): Promise<void> => {
  const t = wordsOf("zh").identity;
  await page.goto("/zh/sign-up");
  await fill(page, { name, email, password: secret, "agree:boolean": true });
  await page.getByRole("button", { name: t("sign-up.submit") }).click();
  await expect(page.getByText(t("sign-up.sent", { email }))).toBeVisible();
  const mail = await waitForMail(email, (m) => m.text.includes("/confirm/"));
  await page.goto(linkIn(mail, "/confirm/"));
  await fill(page, { password: secret });
  await page.getByRole("button", { name: t("confirm.submit") }).click();
  await expect(page).toHaveURL(/\/zh\/start$/);
};

const api = (key: string | null, path: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${env.url()}/api/v1${path}`, {
    ...init,
    headers: {
      "content-type": "application/json",
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...init.headers,
    },
  });

const device = (browser: Browser): Promise<BrowserContext> => browser.newContext({ baseURL: env.url() });

test("a person signs up, registers a firm, is verified, and brings a colleague", async ({ browser, visitor, as }) => {
  test.setTimeout(180_000);
  const t = wordsOf("zh").identity;
  const email = `owner-${unique()}@firm.peony.test`;
  const nameZh = `洛阳新拓试验设备有限公司${unique().slice(-4)}`;
  const code = creditCode();

  await test.step("signs up with a link sent by mail", async () => {
    await join(visitor, email, "苗知微");
    await expect(visitor.getByText(t("start.lead-none"))).toBeVisible();
  });

  await test.step("a wrong credit code is answered at its field with the right check character", async () => {
    await fill(visitor, {
      kind: "firm",
      nameZh,
      nameEn: "Luoyang Xintuo Test Equipment Co., Ltd.",
      uscc: code.wrong,
      region: "410305",
      legalRepresentative: "苗知微",
      address: "洛阳市涧西区试验路 1 号",
    });
    await visitor.getByRole("button", { name: t("organisation.create") }).click();
    const field = visitor.locator('[name="uscc"]');
    await expect(field).toHaveAttribute("aria-invalid", "true");
    const described = await field.getAttribute("aria-describedby");
    const error = visitor.locator(`#${(described ?? "").split(" ").at(-1)?.replaceAll(":", "\\:")}`);
    await expect(error).toContainText(code.expected);
    await expect(visitor.locator('[name="nameZh"]')).toHaveValue(nameZh);
  });

  await test.step("the right one is taken and handed in", async () => {
    await fill(visitor, { uscc: code.right });
    await visitor.getByRole("button", { name: t("organisation.create") }).click();
    await expect(visitor.getByText(t("start.lead-draft"))).toBeVisible();
    await visitor.getByRole("button", { name: t("start.submit") }).click();
    await expect(visitor.getByText(t("start.lead-submitted"))).toBeVisible();
  });

  let key = "";
  await test.step("makes a key for programs, which is shown once", async () => {
    await visitor.goto("/zh/settings/keys");
    await fill(visitor, { name: "试算程序", password: secret });
    await visitor.getByRole("button", { name: t("keys.create") }).click();
    key = ((await visitor.locator("output.mono").textContent()) ?? "").trim();
    expect(key.length).toBeGreaterThan(30);
    expect((await api(key, "/own-listings")).status).toBe(200);
    expect((await api(`${key}x`, "/own-listings")).status).toBe(401);
    await visitor.reload();
    await expect(visitor.getByText(key)).toHaveCount(0);
  });

  const listing = async (path: string, body: object, once = unique()): Promise<Response> =>
    api(key, path, { method: "POST", body: JSON.stringify(body), headers: { "idempotency-key": once } });
  let draft = "";
  await test.step("drafts, but may not publish before the operator has looked", async () => {
    const made = await listing("/listings", listingOf(nameZh));
    expect(made.status, await made.clone().text()).toBe(201);
    draft = ((await made.json()) as { id: string }).id;
    const refused = await listing(`/listings/${draft}/publish`, { version: 1 });
    expect(refused.status).toBe(403);
    expect(((await refused.json()) as { type: string }).type).toContain("unverified");
    const without = await api(key, `/listings/${draft}/publish`, { method: "POST", body: '{"version":1}' });
    expect(without.status).toBe(400);
    expect(((await without.json()) as { type: string }).type).toContain("idempotency-key/missing");
  });

  await test.step("the operator verifies, and a mail says so", async () => {
    const operator = await as("operator", "zh");
    await operator.goto("/zh/operator");
    await operator
      .getByRole("form", { name: nameZh })
      .first()
      .getByRole("button", { name: t("operator.verify") })
      .click();
    await expect(operator.getByRole("form", { name: nameZh })).toHaveCount(0);
    await waitForMail(email, (m) => m.subject.includes(nameZh));
    await visitor.goto("/zh/start");
    await expect(visitor.getByText(t("start.lead-verified", { organisation: nameZh }))).toBeVisible();
    await clearListing(draft);
    const published = await listing(`/listings/${draft}/publish`, { version: 1 });
    expect(published.status, await published.clone().text()).toBe(200);
  });

  await test.step("a colleague is invited and joins with the role given", async () => {
    const colleague = `signs-${unique()}@firm.peony.test`;
    await visitor.goto("/zh/settings/members");
    const form = visitor.locator("form").filter({ has: visitor.locator('[name="email"]') });
    await fill(form, { email: colleague, "roles:list": ["signatory"] });
    await form.getByRole("button", { name: t("members.invite-submit") }).click();
    await expect(visitor.getByText(colleague)).toBeVisible();
    const invitation = linkIn(await waitForMail(colleague, (m) => m.text.includes("/invite/")), "/invite/");
    const other = await device(browser);
    const page = await other.newPage();
    await page.goto(invitation);
    await expect(page.getByText(t("invite.sign-in-first", { email: colleague }))).toBeVisible();
    await join(page, colleague, "齐若水");
    await page.goto(invitation);
    await page.getByRole("button", { name: t("invite.submit") }).click();
    await expect(page).toHaveURL(/\/zh\/desk$/);
    await other.close();
    await visitor.reload();
    await expect(visitor.getByText("齐若水")).toBeVisible();
    await expect(visitor.getByText(colleague)).toHaveCount(1);
  });

  await test.step("signs out, and the desk is closed", async () => {
    await visitor.locator(".person summary").click();
    await visitor
      .getByRole("button", { name: wordsOf("zh").shell("sign-out") })
      .first()
      .click();
    await expect(visitor).toHaveURL(/\/zh$/);
    await visitor.goto("/zh/settings");
    await expect(visitor).toHaveURL(/\/zh\/sign-in/);
  });

  await test.step("a forgotten password is replaced by mail, which ends the sessions that were open", async () => {
    const home = await device(browser);
    const lab = await home.newPage();
    await signIn(lab, email, secret, "zh");
    await visitor.goto("/zh/forgot");
    await fill(visitor, { email });
    await visitor.getByRole("button", { name: t("forgot.submit") }).click();
    await expect(visitor.getByText(t("forgot.sent", { email }))).toBeVisible();
    await visitor.goto(linkIn(await waitForMail(email, (m) => m.text.includes("/reset/")), "/reset/"));
    await fill(visitor, { password: `${secret} still` });
    await visitor.getByRole("button", { name: t("reset.submit") }).click();
    await expect(visitor).toHaveURL(/\/zh\/sign-in\?did=reset$/);
    await lab.goto("/zh/settings");
    await expect(lab).toHaveURL(/\/zh\/sign-in/);
    await home.close();
    await signIn(visitor, email, `${secret} still`, "zh");
  });
});

/** A draft that has everything publishing asks for. */
const listingOf = (owner: string): object => ({
  assetKind: "know_how",
  field: "testing",
  title: { zh: `${owner}的轴系试验台`, en: "Shaft test rig" },
  summary: { zh: "试验周期由 12 天缩短到 5 天", en: "Test time falls from 12 to 5 days" },
  problem: { zh: "轴系耐久试验周期长，样件装夹一次要半天。", en: "Durability tests of shafts take long." },
  solution: { zh: "用快换夹具与加速谱，同一台架完成三种工况。", en: "Quick clamps and an accelerated spectrum." },
  noDataYet: true,
  trl: 6,
  rights: ["ordinary"],
  keywordsZh: ["轴系", "试验台"],
  inventors: [{ name: { zh: "苗知微", en: "" }, sharePct: 100 }],
  legalStatus: "none",
  evidence: [{ zh: "三种工况的台架记录", en: "Rig records of three load cases" }],
});

test("a wrong password and an unknown address read the same", async ({ visitor }) => {
  const t = wordsOf("en").identity;
  const answers: string[] = [];
  for (const email of [addressOf("expert"), `nobody-${unique()}@demo.peony.test`]) {
    await visitor.goto("/en/sign-in");
    await fill(visitor, { email, password: "not the password" });
    await visitor.getByRole("button", { name: t("sign-in.submit"), exact: true }).click();
    answers.push((await visitor.locator(".error-summary").textContent()) ?? "");
    await expect(visitor).toHaveURL(/\/en\/sign-in$/);
    await expect(visitor.locator('[name="email"]')).toHaveValue(email);
  }
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]).not.toBe("");
});

test("the other language shows the same page, with the same search", async ({ visitor }) => {
  await visitor.goto("/zh/search?q=%E8%BD%B4%E6%89%BF");
  await visitor.locator(".header-end").getByRole("link", { name: "English" }).click();
  await expect(visitor).toHaveURL(/\/en\/search\?q=%E8%BD%B4%E6%89%BF$/);
  await expect(visitor.locator("html")).toHaveAttribute("lang", "en");
  await expect(visitor.locator("main input[type=search]")).toHaveValue("轴承");
  await visitor.locator(".header-end").getByRole("link", { name: "中文" }).click();
  await expect(visitor).toHaveURL(/\/zh\/search\?q=/);
});

test("without scripts a visitor searches, and a member signs in and out", async ({ browser }) => {
  const context = await browser.newContext({ baseURL: env.url(), javaScriptEnabled: false });
  const page = await context.newPage();
  const t = wordsOf("zh");
  await page.goto("/zh");
  await page.locator('main [name="q"]').first().fill("轴承");
  await page.locator('main [name="q"]').first().press("Enter");
  await expect(page).toHaveURL(/\/zh\/search\?.*q=/);
  await expect(page.locator('main a[href*="/zh/t/"]').first()).toBeVisible();
  await signIn(page, addressOf("expert"), password, "zh");
  await page.goto("/zh/settings");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.identity("settings.title"));
  await page.locator(".person summary").click();
  await page
    .getByRole("button", { name: t.shell("sign-out") })
    .first()
    .click();
  await expect(page).toHaveURL(/\/zh$/);
  await page.goto("/zh/settings");
  await expect(page).toHaveURL(/\/zh\/sign-in/);
  await context.close();
});
