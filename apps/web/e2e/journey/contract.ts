import { createHash } from "node:crypto";
import { readPages } from "@peony/gateways/documents/testing";
import { expect, type Page } from "@playwright/test";
import { one, sql } from "../support/database.ts";
import { fill } from "../support/forms.ts";
import { password } from "../support/people.ts";
import type { Course } from "./course.ts";

const parties = { zh: ["中州工程理工学院", "洛阳砺珩轴承科技有限公司"], en: ["Zhongzhou", "Liheng"] } as const;

type Pdf = { readonly text: string; readonly sha256: string };

/** Opens a document of a contract as this person's browser would, and reads every word that is drawn. */
const openPdf = async (page: Page, link: string): Promise<Pdf> => {
  const answer = await page.request.get(link);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toBe("application/pdf");
  const bytes = await answer.body();
  const text = readPages(bytes)
    .flat()
    .map((shown) => shown.text)
    .join("")
    .replace(/\s/g, "");
  return { text, sha256: createHash("sha256").update(bytes).digest("hex") };
};

/** Looks at a page again until something is there; the worker makes documents within seconds. */
const lookUntil = async (page: Page, path: string, there: () => Promise<boolean>): Promise<void> => {
  await expect(async () => {
    await page.goto(path);
    expect(await there()).toBe(true);
  }).toPass({ timeout: 60_000, intervals: [1_000] });
};

const linkOf = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole("link", { name }).getAttribute("href")) ?? "";

/** The text is there in both languages and says what was agreed; the hash on the page is that of the prevailing text. */
const readDrafts = async ({ t, as, locale }: Course, path: string): Promise<void> => {
  const signer = await as("signer");
  const open = signer.getByRole("link", { name: t.signing("open-en") });
  await lookUntil(signer, path, async () => (await open.count()) === 1);
  const hash = await signer.locator("code.mono").first().textContent();
  const [zh, en] = [
    await openPdf(signer, await linkOf(signer, t.signing("open-zh"))),
    await openPdf(signer, await linkOf(signer, t.signing("open-en"))),
  ];
  for (const name of parties.zh) expect(zh.text).toContain(name);
  for (const name of parties.en) expect(en.text).toContain(name);
  for (const pdf of [zh, en])
    for (const figure of ["600,000.00", "345,678.90", "4.5"]) expect(pdf.text).toContain(figure);
  expect(zh.sha256).toBe(hash);
  for (const language of ["zh", "en"] as const) {
    await signer.goto(`/${locale}/deals/${path.split("/")[3]}/contract?text=${language}`);
    await expect(signer.locator("article.document")).toContainText(parties[language][0]);
  }
};

const sign = async (page: Page, course: Course, path: string): Promise<void> => {
  const { t } = course;
  await page.goto(path);
  const form = page.getByRole("form", { name: t.signing("sign-title") });
  await fill(form, { "read:boolean": true, password });
  await form.getByRole("button", { name: t.signing("submit") }).click();
  // after the last signature the page speaks of the contract, before it of the signer
  const confirmed = page.getByText(t.signing("done")).or(page.getByText(t.signing("lead-signed")));
  await expect(confirmed).toBeVisible();
};

/** Both signatories sign in order; the second is told to wait before. Then the signed text and its evidence can be had. */
export const signContract = async (course: Course, number: string): Promise<void> => {
  const { t, as, locale } = course;
  const path = `/${locale}/deals/${number}/contract`;
  await readDrafts(course, path);
  const [signer, firmsigner] = [await as("signer"), await as("firmsigner")];
  await firmsigner.goto(path);
  await expect(firmsigner.getByText(t.signing("later"))).toBeVisible();
  await expect(firmsigner.getByRole("button", { name: t.signing("submit") })).toHaveCount(0);
  await sign(signer, course, path);
  await sign(firmsigner, course, path);

  const sealed = firmsigner.getByRole("link", { name: t.signing("download-evidence") });
  await lookUntil(firmsigner, path, async () => (await sealed.count()) === 1);
  const signed = await openPdf(firmsigner, await linkOf(firmsigner, t.signing("download-signed")));
  const evidence = await openPdf(firmsigner, await linkOf(firmsigner, t.signing("download-evidence")));
  const kept = await one<{ hash: string; signed: string; evidence: string; seen: string[] }>(sql`
    select c.document_hash as hash,
      (select sha256 from contract_documents where contract_id = c.id and kind = 'signed') as signed,
      (select sha256 from contract_documents where contract_id = c.id and kind = 'evidence') as evidence,
      array(select signed_hash from contract_signers where contract_id = c.id order by position) as seen
    from contracts c join deals d on d.id = c.deal_id where d.number = ${number}`);
  expect(kept.seen).toEqual([kept.hash, kept.hash]);
  expect([signed.sha256, evidence.sha256]).toEqual([kept.signed, kept.evidence]);
  expect(evidence.text).toContain(kept.hash);
  for (const name of parties.zh) expect(signed.text).toContain(name);
};
