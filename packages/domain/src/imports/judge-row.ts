import {
  type AssetKind,
  importedListing,
  kindOfRegistration,
  type LegalStatus,
  type ListingFields,
  readIpc,
} from "../listings/index.ts";
import {
  cellText,
  fieldOfIpc,
  plainWord,
  readAssetKind,
  readCountry,
  readDay,
  readStatus,
  splitList,
  splitNames,
} from "./cell-values.ts";
import type { ColumnMapping, ImportField } from "./import-fields.ts";
import type { RowResult } from "./import-machine.ts";
import { type Found, judgeNumber } from "./judge-number.ts";
import type { RowProblem } from "./sheet.ts";

/** One thing wrong with a row, at its field; `suggest` is the value that would be right. */
export type Problem = {
  readonly field: ImportField | null;
  /** A code of the validation messages. */
  readonly code: string;
  readonly args?: Readonly<Record<string, string | number>>;
  readonly suggest?: string;
};

/** What a row is judged against. */
export type JudgeFacts = {
  /** Names of the organisation and those it called its own, as `plainWord` writes them. */
  readonly ownNames: ReadonlySet<string>;
  /** The organisation's own words for a status, as `plainWord` writes them. */
  readonly statusWords: ReadonlyMap<string, LegalStatus>;
  readonly thisYear: number;
  /** What an empty cell means: `ask` where the sheet has the column and nobody said so yet. */
  readonly empty: { readonly applicant: "ask" | "ours"; readonly status: "ask" | LegalStatus };
};

export type Judged = {
  readonly result: Exclude<RowResult, "unjudged" | "duplicate">;
  readonly problems: readonly Problem[];
  /** Normal form of the number, where it has one. */
  readonly number: string | null;
  /** What the draft would say; null where the row is red. */
  readonly fields: ListingFields | null;
};

export type RowValues = Readonly<Partial<Record<ImportField, string>>>;

/** The values of a row by field: what the sheet says under the mapping, and over it what an officer typed. */
export const rowValues = (
  cells: Readonly<Record<string, unknown>>,
  mapping: ColumnMapping,
  fixed: RowValues = {},
): RowValues => {
  const values: Partial<Record<ImportField, string>> = {};
  for (const [field, column] of Object.entries(mapping) as [ImportField, string][]) {
    const text = Object.hasOwn(cells, column) ? cellText(cells[column]) : "";
    if (text !== "") values[field] = text;
  }
  return { ...values, ...fixed };
};

/** Ours where one of the names is one of the organisation's own; a sheet without a column of applicants is taken for the organisation's. */
const judgeApplicant = (text: string, facts: JudgeFacts): Problem | null => {
  if (text === "") return facts.empty.applicant === "ours" ? null : { field: "applicant", code: "import-no-applicant" };
  const names = [text, ...splitNames(text), ...splitList(text)];
  return names.some((name) => facts.ownNames.has(plainWord(name)))
    ? null
    : { field: "applicant", code: "import-not-ours", args: { name: text.slice(0, 80) } };
};

const judgeDay = (
  field: "filing_date" | "grant_date" | "annuity_due",
  text: string,
): { day: string | null; problem: Problem | null } => {
  if (text === "") return { day: null, problem: null };
  const day = readDay(text);
  return { day, problem: day === null ? { field, code: "not-a-date" } : null };
};

const han = /\p{Script=Han}/u;
const bilingual = (text: string) => (text === "" || han.test(text) ? { zh: text, en: "" } : { zh: "", en: text });

/** Fields of a listing's form → columns of a sheet, for what only the form's own schema refuses. */
const columnOf: Readonly<Record<string, ImportField>> = {
  ...{
    assetKind: "asset_type",
    number: "number",
    country: "country",
    inventors: "inventors",
    filingDate: "filing_date",
  },
  ...{
    grantDate: "grant_date",
    legalStatus: "legal_status",
    annuityDue: "annuity_due",
    ipc: "ipc",
    projectNo: "project_no",
  },
  ...{ fundingSource: "funding_source", solution: "abstract", keywordsZh: "keywords", keywordsEn: "keywords" },
  ...{ registrationNo: "registration_no" },
};
const fieldOfPath = (path: readonly PropertyKey[]): ImportField | null =>
  path[0] === "title" ? (path[1] === "en" ? "title_en" : "title_zh") : (columnOf[String(path[0])] ?? null);

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly maximum?: unknown;
  readonly params?: Readonly<Record<string, string | number>>;
};
const problemOf = (issue: Issue): Problem => {
  const field = fieldOfPath(issue.path);
  if (issue.code === "too_big") return { field, code: "too-many", args: { max: Number(issue.maximum) } };
  const code = /^[a-z-]+$/.test(issue.message) ? issue.message : "wrong-type";
  return issue.params ? { field, code, args: issue.params } : { field, code };
};

/** What the sheet calls a result, or what a number of another register tells; null where neither says anything. */
const kindOf = (word: string, number: string, registration: string): AssetKind | null =>
  word !== ""
    ? readAssetKind(word)
    : number !== ""
      ? kindOfRegistration(number)
      : registration === ""
        ? null
        : (kindOfRegistration(registration) ?? "software");

/** The status a row says, or what its number and days tell; of a patent it is never left out unasked. */
const judgeStatus = (
  word: string,
  numbered: boolean,
  told: LegalStatus | null,
  facts: JudgeFacts,
): { status: LegalStatus | null; problem: Problem | null } => {
  if (word !== "") {
    const status = readStatus(word, facts.statusWords);
    const args = { word: word.slice(0, 40) };
    return { status, problem: status ? null : { field: "legal_status", code: "import-unknown-status", args } };
  }
  if (told !== null || !numbered) return { status: told ?? "unknown", problem: null };
  return facts.empty.status === "ask"
    ? { status: null, problem: { field: "legal_status", code: "import-no-status" } }
    : { status: facts.empty.status, problem: null };
};

const listingOf = (values: RowValues, found: Found, facts: JudgeFacts, problems: Problem[]): unknown => {
  const at = (field: ImportField): string => values[field] ?? "";
  const days = (["filing_date", "grant_date", "annuity_due"] as const).map((f) => judgeDay(f, at(f)));
  for (const { problem } of days) if (problem) problems.push(problem);
  const [filing, grant, annuity] = days.map((d) => d.day);
  const said = kindOf(at("asset_type"), at("number"), at("registration_no"));
  if (at("asset_type") !== "" && said === null)
    problems.push({ field: "asset_type", code: "import-unknown-kind", args: { word: at("asset_type").slice(0, 40) } });
  // A sheet of patents calls those that are only applied for patents too.
  const numbered = said === null || said === "patent" || said === "application";
  const { status, problem } = judgeStatus(
    at("legal_status"),
    numbered,
    grant || found.granted ? "granted" : null,
    facts,
  );
  if (problem) problems.push(problem);
  const kind = !numbered ? said : status === "pending" ? "application" : (said ?? "patent");
  if (numbered && status === "granted" && at("number") === "")
    problems.push({ field: "number", code: "import-granted-without-number" });
  const ipc = splitList(at("ipc")).map((symbol) => symbol.replace(/\s*[(（].*$/, ""));
  const unreadable = ipc.find((symbol) => readIpc(symbol) === null);
  if (unreadable !== undefined) problems.push({ field: "ipc", code: "bad-ipc" });
  const country = at("country") === "" ? (found.office ?? "CN") : readCountry(at("country"));
  if (country === null) problems.push({ field: "country", code: "import-unknown-country" });
  else if (found.office !== null && !mayStandWith(found.office, country))
    problems.push({
      ...{ field: "country", code: "import-other-country" },
      ...{ args: { country: found.office }, suggest: found.office },
    });
  const words = splitList(at("keywords")).map((w) => [...w].slice(0, 40).join(""));
  return {
    assetKind: kind,
    field: fieldOfIpc(ipc),
    prevailing: at("title_zh") === "" ? "en" : "zh",
    title: titleOf(at("title_zh"), at("title_en")),
    solution: bilingual(at("abstract")),
    keywordsZh: words.filter((w) => han.test(w)).slice(0, 20),
    keywordsEn: words.filter((w) => !han.test(w)).slice(0, 20),
    ipc: unreadable === undefined ? ipc.slice(0, 6) : [],
    number: found.normal,
    registrationNo: at("registration_no") || found.registration,
    country: country ?? "CN",
    legalStatus: status ?? "unknown",
    ...{ filingDate: filing ?? null, grantDate: grant ?? null, annuityDue: annuity ?? null },
    inventors: splitNames(at("inventors")).map((name) => ({ name: bilingual(name), sharePct: 0 })),
    fundingSource: bilingual(at("funding_source")),
    projectNo: at("project_no") || null,
  };
};

/** Many sheets have one column of titles, in whichever language the record is. */
const titleOf = (zh: string, en: string) => (en === "" && zh !== "" && !han.test(zh) ? { zh: "", en: zh } : { zh, en });

/** States of the European Patent Convention, where a European patent takes effect (EPO, member states, October 2022 and later). */
const european = new Set(
  "AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC ME MK MT NL NO PL PT RO RS SE SI SK SM TR".split(
    " ",
  ),
);

/**
 * Whether a number of this office may stand beside this country. An international application is filed with the office of any country,
 * and a European patent is kept in a member state; every other office's numbers are of its own country.
 */
const mayStandWith = (office: string, country: string): boolean =>
  office === country || office === "WO" || (office === "EP" && european.has(country));

const resultOf = (problems: readonly Problem[]): Judged["result"] => {
  const has = (test: (p: Problem) => boolean): boolean => problems.some(test);
  if (has((p) => p.field === "number")) return "malformed_number";
  if (has((p) => p.field === "applicant")) return "not_our_applicant";
  if (has((p) => p.field === "legal_status")) return "unknown_status";
  return problems.length > 0 ? "field_error" : "ok";
};

/**
 * Says of a row of a sheet whether it may become a draft and what the draft would say, or everything that is wrong with it at its field.
 * Shares stay 0, which is "not agreed yet". Whether a number is there twice, only the database knows. Pure; never throws.
 * Sources: columns of journey J1; numbers by `readPatentNumber`; status words of the Chinese and foreign registers.
 */
export const judgeRow = (values: RowValues, facts: JudgeFacts, unread: RowProblem | null = null): Judged => {
  if (unread !== null)
    return { result: "unreadable", problems: [{ field: null, code: `row-${unread}` }], number: null, fields: null };
  const problems: Problem[] = [];
  const word = values.asset_type ?? "";
  const found = judgeNumber(values.number ?? "", readAssetKind(word), word, facts.thisYear);
  problems.push(...found.problems);
  const stranger = judgeApplicant(values.applicant ?? "", facts);
  if (stranger) problems.push(stranger);
  const parsed = importedListing.safeParse(listingOf(values, found, facts, problems));
  if (!parsed.success)
    for (const issue of parsed.error.issues as unknown as Issue[]) {
      const problem = problemOf(issue);
      if (!problems.some((p) => p.field === problem.field)) problems.push(problem);
    }
  const fields = problems.length === 0 && parsed.success ? parsed.data : null;
  return { result: resultOf(problems), problems, number: found.normal, fields };
};
