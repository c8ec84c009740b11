import { type Terms, type TermsInput, termsSchema } from "@peony/domain/contracts";

/** How far a demo deal is walked. Each stage includes the ones before it, but for the three that end early. */
export const stages = [
  "enquiry",
  "offered",
  "countered",
  "withdrawn",
  "declined",
  "ready_to_sign",
  "half_signed",
  "signed",
  "funded",
  "delivered",
  "second",
  "settled",
] as const;
export type Stage = (typeof stages)[number];

export type DemoDeal = {
  readonly listing: string;
  readonly buyer: string;
  readonly stage: Stage;
  readonly terms: Terms;
  readonly useCase: string /** Key of the broker on the deal. */;
  readonly broker?: string;
};

const wan = (n: number): string => `${n}000000`;

type Sketch = {
  type: TermsInput["dealType"];
  use: [string, string];
  first: [string, string, number];
  second: [string, string, number];
  royalty?: number;
  months?: number;
};

const terms = ({ type, use, first, second, royalty = 0, months = 60 }: Sketch): Terms =>
  termsSchema.parse({
    dealType: type,
    fieldOfUse: { zh: use[0], en: use[1] },
    territory: { zh: "中国境内", en: "Mainland China" },
    termMonths: months,
    milestones: [
      {
        name: { zh: first[0], en: first[1] },
        amount: wan(first[2]),
        deliverable: { zh: `${first[0]}及其说明文件`, en: `${first[1]} with its documentation` },
        testMethod: {
          zh: "按附件所列指标逐项检测，受让方两名工程师在场",
          en: "Item by item against the annex, two engineers of the acquirer present",
        },
        dueDays: 60,
        inspectionDays: 10,
      },
      {
        name: { zh: second[0], en: second[1] },
        amount: wan(second[2]),
        deliverable: { zh: `${second[0]}记录与工艺文件`, en: `${second[1]} records and process documents` },
        testMethod: { zh: "连续三批结果均达到约定指标", en: "Three batches in a row meet the agreed figures" },
        dueDays: 180,
        inspectionDays: 10,
      },
    ],
    royaltyPct: royalty,
    royaltyBase: "net_sales",
    minimumAnnual: royalty > 0 ? wan(8) : "0",
    improvementOwner: "each_own",
    patentCostBearer: "licensor",
    prevailingLanguage: "zh",
  });

/** The demo's deals: every state a screen can show, between organisations that would plausibly meet. */
export const demoDeals: readonly DemoDeal[] = [
  {
    listing: "L07",
    buyer: "E01",
    stage: "offered",
    useCase: "用于转速 24,000 r/min 的电主轴轴承，年用量约 1,800 套。",
    terms: terms({
      type: "exclusive",
      use: ["高速电主轴轴承", "High-speed spindle bearings"],
      first: ["图样与样件", "Drawings and samples", 30],
      second: ["批量验证", "Batch validation", 45],
      royalty: 3,
    }),
  },
  {
    listing: "L01",
    buyer: "E02",
    stage: "countered",
    useCase: "五轴数控磨床冷机起动后的热漂移补偿，先改造一台样机。",
    terms: terms({
      type: "ordinary",
      use: ["五轴数控磨床", "Five-axis CNC grinders"],
      first: ["补偿软件与标定", "Compensation software and calibration", 50],
      second: ["样机考核", "Prototype trial", 40],
      royalty: 2,
    }),
  },
  {
    listing: "L13",
    buyer: "E04",
    stage: "enquiry",
    useCase: "112 Gbps 背板连接器的接地屏蔽结构，想先了解仿真模型的适用范围。",
    terms: terms({
      type: "ordinary",
      use: ["背板连接器", "Backplane connectors"],
      first: ["结构与模型", "Structure and model", 40],
      second: ["测试", "Test", 30],
    }),
  },
  {
    listing: "L22",
    buyer: "E08",
    stage: "declined",
    useCase: "电子级多晶硅还原炉内衬改造。",
    terms: terms({
      type: "sole",
      use: ["多晶硅还原炉", "Polysilicon reactors"],
      first: ["方案", "Design", 60],
      second: ["试运行", "Trial run", 70],
    }),
  },
  {
    listing: "L02",
    buyer: "E09",
    stage: "withdrawn",
    useCase: "丘陵拖拉机底盘调平。",
    terms: terms({
      type: "sole",
      use: ["丘陵拖拉机", "Hill tractors"],
      first: ["控制器", "Controller", 70],
      second: ["田间试验", "Field trial", 60],
    }),
  },
  {
    listing: "L06",
    buyer: "E01",
    stage: "second",
    broker: "S01",
    useCase: "3 MW 风机主轴轴承滚道强化，解决白蚀裂纹。",
    terms: terms({
      type: "sole",
      use: ["风电主轴轴承", "Wind main-shaft bearings"],
      first: ["样件达标", "Samples meet target", 100],
      second: ["批量验证", "Batch validation", 70],
      royalty: 4,
    }),
  },
  {
    listing: "L20",
    buyer: "E20",
    stage: "funded",
    useCase: "磷酸铁锂储能舱热失控预警，首站 20 MWh。",
    terms: terms({
      type: "ordinary",
      use: ["储能电站", "Storage stations"],
      first: ["算法与传感器选型", "Algorithm and sensor selection", 60],
      second: ["首站试运行", "First-station trial", 50],
      royalty: 1,
    }),
  },
  {
    listing: "L25",
    buyer: "E12",
    stage: "delivered",
    useCase: "饲用植酸酶发酵线换菌种。",
    terms: terms({
      type: "ordinary",
      use: ["饲料添加剂", "Feed additives"],
      first: ["菌种与保藏证明", "Strain and deposit receipt", 50],
      second: ["发酵放大", "Fermentation scale-up", 40],
      royalty: 2,
    }),
  },
  {
    listing: "L19",
    buyer: "E15",
    stage: "settled",
    useCase: "钢包永久层换用微孔六铝酸钙材料。",
    terms: terms({
      type: "ordinary",
      use: ["钢包衬体", "Ladle linings"],
      first: ["配方与烧成制度", "Formula and firing schedule", 40],
      second: ["钢包试用", "Ladle trial", 30],
    }),
  },
  {
    listing: "L10",
    buyer: "E18",
    stage: "signed",
    useCase: "航空薄壁套圈淬火变形控制。",
    terms: terms({
      type: "assignment",
      use: ["航空轴承套圈", "Aerospace bearing rings"],
      first: ["专利权转让文件", "Assignment papers", 60],
      second: ["工装与培训", "Fixture and training", 40],
    }),
  },
  {
    listing: "L14",
    buyer: "E13",
    stage: "half_signed",
    useCase: "折叠屏用 30 μm 柔性玻璃强化。",
    terms: terms({
      type: "sole",
      use: ["超薄柔性玻璃", "Ultra-thin flexible glass"],
      first: ["盐浴配方", "Salt-bath formula", 80],
      second: ["弯折寿命验证", "Bend-life validation", 70],
      royalty: 2,
    }),
  },
  {
    listing: "L05",
    buyer: "E19",
    stage: "ready_to_sign",
    useCase: "40 mm 厚板窄间隙焊接工艺包。",
    terms: terms({
      type: "ordinary",
      use: ["厚板焊接", "Thick-plate welding"],
      first: ["工艺包", "Process package", 70],
      second: ["现场焊接评定", "Site qualification", 50],
    }),
  },
  {
    listing: "B01",
    buyer: "E01",
    stage: "settled",
    broker: "S01",
    useCase: "高速列车轴箱轴承保持架换型，先做两列车的装车考核。",
    terms: terms({
      type: "ordinary",
      use: ["轨道交通轴箱轴承", "Railway axle-box bearings"],
      first: ["保持架图样与样件", "Cage drawings and samples", 45],
      second: ["装车考核", "Service trial", 35],
      royalty: 2,
    }),
  },
  {
    listing: "B07",
    buyer: "E01",
    stage: "ready_to_sign",
    useCase: "陶瓷球研磨线改造，目标圆度 0.05 μm。",
    terms: terms({
      type: "ordinary",
      use: ["氮化硅陶瓷球", "Silicon nitride balls"],
      first: ["沟槽曲线与研磨规程", "Groove profile and lapping schedule", 50],
      second: ["批量研磨验证", "Batch lapping validation", 40],
    }),
  },
  {
    listing: "B09",
    buyer: "E01",
    stage: "half_signed",
    useCase: "磁悬浮鼓风机跌落保护轴承，年用约 300 套。",
    terms: terms({
      type: "ordinary",
      use: ["磁悬浮鼓风机", "Magnetic-bearing blowers"],
      first: ["结构与样件", "Structure and samples", 40],
      second: ["跌落试验", "Drop test", 30],
      royalty: 1,
    }),
  },
];
