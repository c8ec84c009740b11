import { expect } from "@playwright/test";
import { fill, press } from "../support/forms.ts";
import type { Course } from "./course.ts";

const texts = ({ demandTitle }: Course) => ({
  "title.zh": demandTitle.zh,
  "title.en": demandTitle.en,
  field: "bearing",
  "background.zh":
    "3 MW 风电主轴轴承滚道在重载低速下早期剥落，现有淬火工艺的疲劳寿命只有 900 小时，已试过渗碳，没有改善。",
  "background.en": "Raceways of our 3 MW wind main-shaft bearings spall early; present hardening gives 900 hours.",
  "targets.0.name.zh": "疲劳寿命",
  "targets.0.name.en": "Fatigue life",
  "targets.0.current": "900",
  "targets.0.target": "2000",
  "targets.0.direction": "at_least",
  "targets.0.unit.zh": "小时",
  "targets.0.unit.en": "h",
  "testMethod.zh": "台架试验，载荷 1.2 倍，12 套样件，第三方检测。",
  "testMethod.en": "Rig test at 1.2 times the load, 12 samples, by a third party.",
  "budgetMin:money": "60万",
  "budgetMax:money": "120万",
  deadline: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
  "keywordsZh:words": "风电主轴轴承，滚道，感应热处理，白蚀裂纹",
  "keywordsEn:words": "wind bearing, raceway, induction hardening",
  "ipc:words": "F16C 33/64",
  "rightsWanted:list": ["ordinary"],
});

/** The firm says its problem with a measurable target and publishes it. @returns number of the demand */
export const postDemand = async (course: Course): Promise<string> => {
  const { t, as, locale } = course;
  const firm = await as("firm");
  await firm.goto(`/${locale}/desk/demands/new`);
  const { "title.zh": zh, "title.en": en, field, ...rest } = texts(course);
  await fill(firm, { "title.zh": zh, "title.en": en, field });
  await press(
    firm,
    firm.getByRole("button", { name: t.demands("form.save-new") }),
    /\/desk\/demands\/DN-[\d-]+\?did=created/,
  );
  const number = /DN-\d{4}-\d{6}/.exec(firm.url())?.[0] ?? "";
  // the draft saves itself, and what it lacks follows
  await fill(firm, rest);
  await expect(firm.getByText(t.demands("missing.none"))).toBeVisible({ timeout: 15_000 });
  await press(firm, firm.getByRole("button", { name: t.demands("form.publish") }), /did=published/);
  return number;
};

/** Both sides see the match: the firm the technology with written reasons, the office the demand. @returns where the firm goes on */
export const seeMatches = async (course: Course, number: string, listingPath: string): Promise<void> => {
  const { t, as, locale, title, demandTitle } = course;
  const firm = await as("firm");
  const solvers = firm.locator("#solvers");
  const found = solvers.getByRole("link", { name: title[locale] });
  await expect(async () => {
    await firm.goto(`/${locale}/desk/demands/${number}`);
    await expect(found).toHaveCount(1, { timeout: 1_000 });
  }).toPass({ timeout: 45_000, intervals: [1_000] });
  await expect(found).toHaveAttribute("href", listingPath);
  // the reasons are words, and name the class that both share
  const [before = ""] = t.matching("why.sentence", { clauses: "|" }).split("|");
  await expect(solvers.getByText(before).filter({ hasText: "F16C" }).first()).toBeVisible();

  const tto = await as("tto");
  await tto.goto(`/${locale}/matches`);
  const card = tto.locator(".card").filter({ hasText: title[locale] }).filter({ hasText: demandTitle[locale] }).first();
  await expect(card).toContainText("F16C");
  await card.getByRole("link", { name: demandTitle[locale] }).first().click();
  await expect(tto.getByRole("heading", { level: 1 })).toContainText(demandTitle[locale]);
  await expect(tto.locator("main")).toContainText("2,000");
};

/** From the technology's page the firm opens a conversation that answers its demand. @returns number of the deal */
export const openDeal = async (course: Course, number: string, listingPath: string): Promise<string> => {
  const { t, as } = course;
  const firm = await as("firm");
  await firm.goto(listingPath);
  await press(firm, firm.getByRole("link", { name: t.listings("ask.button") }).first(), /\/deals\/new\?listing=/);
  await fill(firm, { useCase: "3 MW 风电主轴轴承，年用量约 2000 套，二季度试装。" });
  const demands = firm.locator('[name="demandId"]');
  const value = await demands.locator("option").filter({ hasText: number }).getAttribute("value");
  await fill(firm, { demandId: value ?? "" });
  await press(firm, firm.getByRole("button", { name: t.deals("new.submit") }), /\/deals\/PN-\d{4}-\d{6}$/);
  await expect(firm.getByRole("link", { name: number }).or(firm.getByText(number)).first()).toBeVisible();
  return /PN-\d{4}-\d{6}/.exec(firm.url())?.[0] ?? "";
};
