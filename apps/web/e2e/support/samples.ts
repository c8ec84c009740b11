import type { TermsInput } from "@peony/domain/contracts";

/** A draft with everything that publishing asks for, as a call says it. @param title in Chinese, fresh for each run */
export const draft = (title: string) => ({
  assetKind: "know_how",
  field: "bearing",
  title: { zh: title, en: "Raceway treatment" },
  summary: { zh: "滚道疲劳寿命由 900 小时提高到 2100 小时", en: "" },
  problem: { zh: "滚道早期剥落", en: "Early spalling of raceways" },
  solution: { zh: "两段感应热处理", en: "Two-stage induction treatment" },
  noDataYet: true,
  trl: 3,
  rights: ["ordinary"],
  legalStatus: "none",
  inventors: [{ name: { zh: "陆知远", en: "" }, sharePct: 100 }],
  priceMode: "fixed",
  priceMin: "12000000",
  priceMax: "18000000",
  region: "410305",
});

/** Terms of one payment. */
export const oneMilestone: TermsInput = {
  dealType: "ordinary",
  fieldOfUse: { zh: "风电主轴轴承", en: "Wind main-shaft bearings" },
  territory: { zh: "中国境内", en: "Mainland China" },
  termMonths: 36,
  milestones: [
    {
      name: { zh: "样件", en: "Samples" },
      amount: "12345678",
      deliverable: { zh: "样件 20 套", en: "20 sets of samples" },
      testMethod: { zh: "台架 500 小时", en: "500 h on the rig" },
      dueDays: 30,
    },
  ],
  improvementOwner: "each_own",
  patentCostBearer: "licensor",
};
