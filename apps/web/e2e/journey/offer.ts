import { expect } from "@playwright/test";
import { fill, press } from "../support/forms.ts";
import { agreed, type Course } from "./course.ts";

const milestone = (i: number, one: (typeof agreed.milestones)[number]) => ({
  [`terms.milestones.${i}.name.zh`]: one.zh,
  [`terms.milestones.${i}.name.en`]: one.en,
  [`terms.milestones.${i}.amount:money`]: one.typed,
  [`terms.milestones.${i}.dueDays:number`]: 60,
  [`terms.milestones.${i}.inspectionDays:number`]: 10,
  [`terms.milestones.${i}.deliverable.zh`]: "样件与检测报告",
  [`terms.milestones.${i}.deliverable.en`]: "Samples and test report",
  [`terms.milestones.${i}.testMethod.zh`]: "台架 500 小时，双方在场",
  [`terms.milestones.${i}.testMethod.en`]: "500 hours on the rig, both sides present",
});

/** The firm sends terms with two milestones, a royalty and a commission; the page leads back to the deal. */
export const sendOffer = async ({ t, as, locale }: Course, number: string): Promise<void> => {
  const firm = await as("firm");
  await firm.goto(`/${locale}/deals/${number}`);
  await press(firm, firm.getByRole("link", { name: t.deals("do.send-offer") }), /\/offer$/);
  const broker = firm.locator('[name="terms.commissions.0.organisationId"]');
  const agency = locale === "zh" ? "科桥" : "Keqiao";
  const value = await broker.locator("option").filter({ hasText: agency }).first().getAttribute("value");
  await fill(firm, {
    "terms.dealType": "ordinary",
    "terms.termMonths:number": 36,
    "terms.fieldOfUse.zh": "3 MW 及以上风电主轴轴承",
    "terms.fieldOfUse.en": "Main-shaft bearings of wind turbines of 3 MW and more",
    ...milestone(0, agreed.milestones[0]),
    ...milestone(1, agreed.milestones[1]),
    "terms.royaltyPct:number": agreed.firstRoyaltyPct,
    "terms.royaltyBase": "net_sales",
    "terms.commissions.0.organisationId": value ?? "",
    "terms.commissions.0.pct:number": agreed.commissionPct,
    "terms.commissions.0.payer": "seller",
  });
  await press(firm, firm.getByRole("button", { name: t.offers("send") }), new RegExp(`/deals/${number}$`));
  // the milestones stand apart, each with its amount
  const [first, second] = agreed.milestones;
  const amount = locale === "zh" ? "60 万元" : "CNY 600,000";
  await expect(firm.locator("table.terms")).toContainText(
    new RegExp(`${first[locale]}.*${amount}.*${second[locale]}`, "s"),
  );
};

/** The university answers with a higher royalty; the deal shows what moved as old and new. */
export const counterOffer = async ({ t, as, locale }: Course, number: string): Promise<void> => {
  const tto = await as("tto");
  await tto.goto(`/${locale}/deals/${number}`);
  await press(tto, tto.getByRole("link", { name: t.deals("do.answer-offer") }), /\/offer$/);
  await press(tto, tto.getByRole("link", { name: t.offers("edit") }), /edit=1/);
  await fill(tto, { "terms.royaltyPct:number": agreed.royaltyPct, message: "样机考核由我方承担" });
  await press(tto, tto.getByRole("button", { name: t.offers("counter") }), new RegExp(`/deals/${number}$`));
  const moved = tto.locator("table.terms tr.changed");
  await expect(moved).toHaveCount(1);
  await expect(moved.locator("del")).toContainText(String(agreed.firstRoyaltyPct));
  await expect(moved.locator("ins")).toContainText(String(agreed.royaltyPct));
};

/** The firm reads the answer and agrees to it. */
export const acceptOffer = async ({ t, as, locale }: Course, number: string): Promise<void> => {
  const firm = await as("firm");
  await firm.goto(`/${locale}/deals/${number}/offer`);
  await expect(firm.locator("table.terms tr.changed ins")).toContainText(String(agreed.royaltyPct));
  await firm
    .locator("summary")
    .filter({ hasText: t.offers("accept") })
    .click();
  await press(firm, firm.getByRole("button", { name: t.offers("accept") }), new RegExp(`/deals/${number}$`));
};
