import { translator } from "@peony/i18n";
import { expect, type Page } from "@playwright/test";
import { api } from "./support/api.ts";
import { fill, press } from "./support/forms.ts";
import { test } from "./support/test.ts";
import { wordsOf } from "./support/words.ts";

const locale = "zh" as const;
const t = translator(locale, "clinic");
const d = wordsOf(locale).demands;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const run = Date.now().toString(36);

const problem = {
  "title.zh": `矿用磨机衬板磨损在线监测 ${run}`,
  "title.en": `Liner wear of grinding mills ${run}`,
  field: "equipment",
  "background.zh": "磨机停机量一次衬板要八小时，每月两次；装过超声探头，三个月就被砸坏，现在只能凭经验换。",
  "targets.0.name.zh": "厚度误差",
  "targets.0.current": "10",
  "targets.0.target": "2",
  "targets.0.direction": "at_most",
  "targets.0.unit.zh": "毫米",
  "testMethod.zh": "停机后逐块实测，与在线读数比较，三台磨机各一百块。",
  "budgetMax:money": "160万",
  "rightsWanted:list": ["development"],
  kind: "challenge",
  visibility: "hidden_name",
};
const clinic = (number: string) => `/${locale}/desk/demands/${number}/clinic`;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a challenge goes from its draft through the clinic and the park's check to public questions, and nobody learns whose it is", async ({
  as,
  visitor,
}) => {
  const firm = await as("firm", locale);
  await firm.goto(`/${locale}/desk/demands/new`);
  const { kind, "title.zh": title, field, ...rest } = problem;
  await fill(firm, { kind, "title.zh": title, field });
  await press(firm, button(firm, d("form.save-new")), /did=created/);
  await fill(firm, { ...rest, deadline: inDays(5) });
  const number = /DN-\d{4}-\d{6}/.exec(firm.url())?.[0] ?? "";
  await firm.setViewportSize({ width: 390, height: 844 });

  // too short a window is refused at its field, with the earliest day
  await button(firm, d("form.publish")).click();
  await expect(firm.locator("#demand-deadline-error")).toContainText(/20\d\d-\d\d-\d\d/);
  await fill(firm, { deadline: inDays(40) });
  // a challenge is not published at once: it goes to the clinic
  await press(firm, button(firm, d("form.publish")), /\/clinic\?did=clinic/);
  await expect(button(firm, t("publish"))).toHaveCount(0);
  await fill(firm, { statement: "没有其他财政资金支持同一工作", "noDuplicate:boolean": true });
  await press(firm, button(firm, t("statement-send")), /did=stated/);
  expect(await firm.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  const park = await as("park", locale);
  await park.goto(`/${locale}/desk/demands`);
  await park.locator("#tasks").getByRole("link", { name: problem["title.zh"] }).click();
  await fill(park, {
    result: "passed",
    note: "营业执照与项目库已查验",
    deposit: "agreed",
    "depositPercent:number": "5",
  });
  await press(park, button(park, t("check-send")), /did=checked/);
  await press(park, button(park, t("assign-send")), /did=readback/);

  const expert = await as("expert", locale);
  await expert.goto(clinic(number));
  // the text opens after the statement on conflicts
  await expect(expert.getByText("停机量一次衬板")).toHaveCount(0);
  // and whose it is once the expert keeps it: before, nobody could tell ties to it
  await expect(expert.getByText(/砺珩|Liheng/)).toHaveCount(0);
  await fill(expert, { "accepted:boolean": true });
  await press(expert, button(expert, t("confide-send")), /did=confided/);
  await expect(expert.getByText(/砺珩|Liheng/).first()).toBeVisible();
  await fill(expert, { conflict: "none" });
  await press(expert, button(expert, t("conflict-send")), /did=conflict/);
  await expect(expert.getByText("停机量一次衬板").first()).toBeVisible();
  await fill(expert, {
    text: "不停机也要知道每块衬板还剩多厚，误差两毫米以内，传感器要在钢球砸击下活过一个换板周期。",
  });
  await press(expert, button(expert, t("write-send")), /did=written/);

  await firm.goto(clinic(number));
  await press(firm, button(firm, t("confirm")), /did=answered/);
  await press(firm, button(firm, t("publish")), /did=published/);

  const tto = await as("tto", locale);
  await tto.goto(`/${locale}/demands/${number}`);
  await expect(tto.locator("main")).toContainText(d("hidden"));
  await expect(tto.locator("main")).toContainText("5%");
  await fill(tto, { text: "现场能否装无线中继？", "named:boolean": true });
  await press(tto, button(tto, d("questions.send-hidden")), /did=asked/);
  await firm.goto(`/${locale}/demands/${number}`);
  await fill(firm, { answer: "可以，每台磨机旁有电源。" });
  await press(firm, button(firm, d("questions.answer-send")), /did=answered/);

  await visitor.goto(`/${locale}/demands/${number}`);
  await expect(visitor.locator("#questions")).toContainText("可以，每台磨机旁有电源。");
  // the page as it was sent, with everything the client is given
  const html = await (await visitor.request.get(`/${locale}/demands/${number}`)).text();
  const wire = (await api("GET", `/demands/${number}`)).text;
  for (const text of [html, wire]) {
    expect(text).toContain(number);
    for (const secret of ["砺珩", "Liheng", "LIHENG", "-e01"]) expect(text).not.toContain(secret);
  }
});
