/** Columns of a sheet of journey J1, and the three beside them that offices keep. */
export const importFields = [
  "asset_type",
  "title_zh",
  "title_en",
  "number",
  "country",
  "applicant",
  "inventors",
  "filing_date",
  "grant_date",
  "legal_status",
  "annuity_due",
  "ipc",
  "project_no",
  "funding_source",
  "abstract",
  "keywords",
  "registration_no",
] as const;
export type ImportField = (typeof importFields)[number];
export const isImportField = (name: string): name is ImportField => importFields.some((f) => f === name);

/** How a column of the sheet is called by offices and databases, per field; compared without case, spaces, brackets and marks. */
const synonyms: Readonly<Record<ImportField, readonly string[]>> = {
  asset_type: [
    "资产类型",
    "类型",
    "专利类型",
    "成果类型",
    "知识产权类型",
    "类别",
    "type",
    "asset kind",
    "kind",
    "patent type",
  ],
  title_zh: [
    ...["名称", "专利名称", "发明名称", "标题", "中文名称", "成果名称", "题名", "中文标题", "中文题名"],
    ...["title", "name", "chinese title", "title cn", "invention title", "patent name"],
  ],
  title_en: ["英文名称", "英文标题", "英文题名", "english title", "title english"],
  number: [
    ...[
      "专利号",
      "申请号",
      "专利申请号",
      "公开号",
      "公告号",
      "授权公告号",
      "公开公告号",
      "号码",
      "专利号申请号",
      "申请专利号",
    ],
    ...["number", "patent no", "patent number", "application no", "application number", "publication number", "no"],
  ],
  country: ["国家", "国别", "国家地区", "受理局", "申请国", "country code", "office", "jurisdiction"],
  applicant: [
    ...["申请人", "专利权人", "权利人", "当前权利人", "申请专利权人", "申请人专利权人", "所有权人"],
    ...["applicants", "assignee", "owner", "patentee", "holder"],
  ],
  inventors: ["发明人", "设计人", "发明设计人", "完成人", "第一发明人", "inventor", "inventor names", "designer"],
  filing_date: ["申请日", "申请日期", "申请时间", "filed", "filing", "application date", "date of filing"],
  grant_date: ["授权日", "授权日期", "授权公告日", "公告日", "授权时间", "granted on", "date of grant", "issue date"],
  legal_status: ["法律状态", "状态", "专利状态", "当前法律状态", "案件状态", "status", "legal state"],
  annuity_due: [
    "年费到期日",
    "年费截止日",
    "缴费期限",
    "年费期限",
    "下次缴费日",
    "年费到期",
    "annuity date",
    "fee due",
    "renewal due",
  ],
  ipc: [
    "ipc",
    "ipc分类号",
    "分类号",
    "ipc分类",
    "主分类号",
    "ipc主分类号",
    "国际专利分类",
    "ipc code",
    "classification",
  ],
  project_no: ["项目编号", "项目号", "课题编号", "课题号", "project", "project number", "grant number"],
  funding_source: ["资金来源", "经费来源", "资助来源", "项目来源", "funding", "funder", "sponsor"],
  abstract: ["摘要", "简介", "技术方案", "summary", "description"],
  keywords: ["关键词", "关键字", "主题词", "keyword"],
  registration_no: ["登记号", "软著登记号", "登记证号", "品种权号", "registration number", "registration"],
};

/** A column's name as it is compared: neither case nor width, nor spaces, brackets and marks, nor the star of a needed column. */
const plainName = (name: string): string =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const known = new Map<string, ImportField>(
  importFields.flatMap((field) => [field, ...synonyms[field]].map((name) => [plainName(name), field] as const)),
);

/** Which column of the sheet fills which field. */
export type ColumnMapping = Readonly<Partial<Record<ImportField, string>>>;

/** Fields by the names of the columns; of two columns for one field the first is taken, and nobody's column stays unused. */
export const guessMapping = (headers: readonly string[]): ColumnMapping => {
  const mapping: Partial<Record<ImportField, string>> = {};
  for (const header of headers) {
    const field = known.get(plainName(header));
    if (field !== undefined && mapping[field] === undefined) mapping[field] = header;
  }
  return mapping;
};

/** Column that an error sheet adds behind the others; a mended sheet may keep it. */
export const reasonColumns = ["退回原因", "Why not imported"] as const;
const isReason = (header: string): boolean => reasonColumns.some((name) => name === header);

/** The set of columns as a key under which an organisation's mapping is remembered: order and writing do not matter. */
export const headerKey = (headers: readonly string[]): string =>
  [...new Set(headers.filter((h) => !isReason(h)).map(plainName))].sort().join("|");

/** Columns of the sheet that fill nothing. */
export const unusedColumns = (headers: readonly string[], mapping: ColumnMapping): string[] => {
  const used = new Set(Object.values(mapping));
  return headers.filter((h) => !used.has(h) && !isReason(h));
};
