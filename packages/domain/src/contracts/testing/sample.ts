import type { ContractSource } from "../articles/draft.ts";
import type { ContractFacts } from "../facts.ts";
import { templateOf } from "../family.ts";
import { type TermsInput, termsSchema } from "../terms.ts";

const zh = (text: string, en: string) => ({ zh: text, en });

export const sampleFacts: ContractFacts = {
  contractNumber: "PN-2026-000131-C1",
  dealNumber: "PN-2026-000131",
  asset: {
    listingId: "lst_0000000000000000000000000a",
    kind: "patent",
    title: zh("一种风电主轴轴承滚道感应淬火强化方法", "Induction hardening of raceways of wind turbine main bearings"),
    number: "ZL 2020 1 0123456.2",
    country: "CN",
    ipc: ["F16C 33/64", "C21D 9/40"],
    legalStatus: "granted",
    filingDate: "2020-03-05",
    grantDate: "2022-08-19",
    inventors: [
      { name: zh("亓文澜", "QI Wenlan"), sharePct: 60 },
      { name: zh("䶮晓喆", "YAN Xiaozhe"), sharePct: 40 },
    ],
  },
  seller: {
    organisationId: "org_0000000000000000000000000a",
    kind: "university",
    nameZh: "河洛理工大学",
    nameEn: "Heluo University of Technology",
    uscc: "12410300FAKE00017X",
    region: "410300",
    address: "河南省洛阳市洛龙区示例路 1 号",
    legalRepresentative: "慕容堃",
  },
  buyer: {
    organisationId: "org_0000000000000000000000000b",
    kind: "firm",
    nameZh: "洛阳伊滨重载轴承有限公司",
    nameEn: "Luoyang Yibin Heavy Bearing Co., Ltd.",
    uscc: "91410305FAKE00013D",
    region: "410300",
    address: "河南省洛阳市伊滨区示例大道 88 号",
    legalRepresentative: "欧阳守拙",
  },
  brokers: [
    {
      organisationId: "org_0000000000000000000000000c",
      kind: "broker",
      nameZh: "中原技术经纪有限公司",
      nameEn: "Zhongyuan Technology Brokers Ltd.",
      uscc: "91410305FAKE00021A",
      region: "410300",
      address: "",
      legalRepresentative: "",
      pct: 3,
      payer: "seller",
    },
  ],
  platformFeeBps: 200,
  signers: [
    { side: "seller", name: "司徒明远", organisationId: "org_0000000000000000000000000a" },
    { side: "buyer", name: "欧阳守拙", organisationId: "org_0000000000000000000000000b" },
  ],
  agreedOn: "2026-11-23",
};

export const sampleTerms: TermsInput = {
  dealType: "sole",
  fieldOfUse: zh("兆瓦级风力发电机组主轴轴承的制造", "Making of main bearings for megawatt wind turbines"),
  territory: zh("中国境内（不含港澳台地区）", "Mainland China"),
  termMonths: 60,
  milestones: [
    {
      name: zh("样件验证", "Sample validation"),
      amount: "40000000",
      deliverable: zh(
        "淬火工艺卡一套、试样十件、硬度与残余应力检测报告",
        "One set of process cards, ten samples, report on hardness and residual stress",
      ),
      testMethod: zh(
        "按 GB/T 5617 测有效硬化层深度，十件试样中九件以上不小于 4.5 mm；台架疲劳试验 1×10⁷ 次无裂纹",
        "Effective case depth by GB/T 5617, at least 4.5 mm in nine of ten samples; no crack after 1×10⁷ cycles on the bench",
      ),
      dueDays: 90,
      inspectionDays: 10,
    },
    {
      name: zh("批量导入", "Start of batch production"),
      amount: "80000050",
      deliverable: zh(
        "批量工艺包、感应器图纸、操作人员培训两期",
        "Process package, inductor drawings, two courses for operators",
      ),
      testMethod: zh(
        "连续三批、每批二十套，合格率不低于 98 %",
        "Three batches in a row of twenty sets each, at least 98 % conforming",
      ),
      dueDays: 270,
      inspectionDays: 15,
    },
  ],
  royaltyPct: 3.5,
  minimumAnnual: "10000000",
  sublicencePct: 20,
  improvementOwner: "each_own",
  patentCostBearer: "licensor",
  commissions: [{ organisationId: "org_0000000000000000000000000c", pct: 3, payer: "seller" }],
  note: "",
};

/** A whole contract for tests: a sole patent licence with two milestones, royalty and a broker, changed as `over` says. */
export const sampleSource = (over: Partial<TermsInput> = {}, facts: Partial<ContractFacts> = {}): ContractSource => {
  const terms = termsSchema.parse({ ...sampleTerms, ...over });
  const all = { ...sampleFacts, ...facts };
  return {
    facts: all,
    terms,
    termsHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    template: templateOf(terms, all.asset),
  };
};
