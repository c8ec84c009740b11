import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patentCheckDigit } from "../listings/index.ts";
import { plainWord } from "./cell-values.ts";
import { guessMapping, type ImportField, importFields } from "./import-fields.ts";
import { type JudgeFacts, judgeRow, type RowValues, rowValues } from "./judge-row.ts";

const facts: JudgeFacts = {
  ownNames: new Set(["河洛理工大学", "Heluo University of Technology"].map(plainWord)),
  statusWords: new Map([[plainWord("年审有效"), "granted"]]),
  thisYear: 2026,
  empty: { applicant: "ask", status: "ask" },
};
const good: RowValues = {
  asset_type: "发明专利",
  title_zh: "一种高速轴承滚道强化方法",
  number: "ZL 2023 1 9900001.8",
  applicant: "河洛理工大学；洛阳轴承有限公司",
  inventors: "张 伟；Liu, Yang、王芳",
  filing_date: "2023年1月5日",
  grant_date: "2025/03/04",
  legal_status: "授权",
  annuity_due: "2027.1.5",
  ipc: "F16C 33/64；C21D 9/40",
};
const judge = (over: RowValues = {}) => judgeRow({ ...good, ...over }, facts);

describe("judgeRow", () => {
  test("takes a row of a Chinese register as the draft it means", () => {
    expect(judge()).toMatchObject({
      result: "ok",
      problems: [],
      number: "CN2023199000018",
      fields: {
        assetKind: "patent",
        field: "bearing",
        title: { zh: "一种高速轴承滚道强化方法", en: "" },
        legalStatus: "granted",
        filingDate: "2023-01-05",
        grantDate: "2025-03-04",
        annuityDue: "2027-01-05",
        ipc: ["F16C 33/64", "C21D 9/40"],
        inventors: [
          { name: { zh: "张 伟", en: "" }, sharePct: 0 },
          { name: { zh: "", en: "Liu, Yang" }, sharePct: 0 },
          { name: { zh: "王芳", en: "" }, sharePct: 0 },
        ],
      },
    });
  });

  test("names the right last digit, and what the number would be with it", () => {
    expect(judge({ number: "ZL 2023 1 9900001.3" })).toMatchObject({
      result: "malformed_number",
      number: null,
      fields: null,
      problems: [
        { field: "number", code: "bad-patent-number", args: { expected: "8" }, suggest: "ZL 2023 1 9900001.8" },
      ],
    });
  });

  test.each([
    [{ number: "20171060186.3" }, "malformed_number", "bad-patent-length"],
    [{ applicant: "洛阳轴承有限公司" }, "not_our_applicant", "import-not-ours"],
    [{ legal_status: "不知道" }, "unknown_status", "import-unknown-status"],
    [{ filing_date: "05/01/2023" }, "field_error", "not-a-date"],
    [{ filing_date: "2023-02-30" }, "field_error", "not-a-date"],
    [{ filing_date: "2026-01-01" }, "field_error", "before-filing"],
    [{ title_zh: "" }, "field_error", "required"],
    [{ title_zh: "长".repeat(201) }, "field_error", "too-long"],
    [{ ipc: "I01A 1/00" }, "field_error", "bad-ipc"],
    [{ asset_type: "飞机" }, "field_error", "import-unknown-kind"],
    [{ country: "月球" }, "field_error", "import-unknown-country"],
    [{ country: "XX" }, "field_error", "import-unknown-country"],
    [{ ipc: "F99C 33/62" }, "field_error", "unknown-ipc-class"],
    [{ applicant: "" }, "not_our_applicant", "import-no-applicant"],
    [{ legal_status: "", grant_date: "" }, "unknown_status", "import-no-status"],
    [{ number: "" }, "malformed_number", "import-granted-without-number"],
    [{ number: "WO 2021/123456" }, "malformed_number", "bad-patent-form"],
    [{ asset_type: "软件", number: "202319900001.8" }, "malformed_number", "bad-registration-number"],
    [{ asset_type: "植物新品种", number: "2020SR9900001" }, "malformed_number", "bad-registration-number"],
  ] satisfies [RowValues, string, string][])("%j is %s: %s", (over, result, code) => {
    const judged = judge(over);
    expect(judged).toMatchObject({ result, fields: null });
    expect(judged.problems.map((p) => p.code)).toContain(code);
  });

  test.each([
    ["发明专利", "202329900001.3", "utility", "实用新型"],
    ["发明", "CN399900001S", "design", "外观设计"],
    ["实用新型", "202319900001.8", "invention", "发明专利"],
    ["外观设计专利", "202299900001.7", "utility", "实用新型"],
  ])("names what %s %s is, and takes the row with it", (asset_type, number, right, suggest) => {
    const judged = judge({ asset_type, number });
    expect(judged.result).toBe("field_error");
    expect(judged.problems).toEqual([{ field: "asset_type", code: "import-other-right", args: { right }, suggest }]);
    expect(judge({ asset_type: suggest, number }).result).toBe("ok");
    expect(judge({ asset_type: "专利", number }).result).toBe("ok");
  });

  test.each([
    ["植物新品种", "CNA20191000001", "plant_variety"],
    ["植物新品种", "CNA20100123.4", "plant_variety"],
    ["品种权", "20190012", "plant_variety"],
    ["软件著作权", "2020SR9900001", "software"],
    ["", "软著登字第9900001号", "software"],
    ["布图设计", "BS.185000001", "layout_design"],
    ["", "BS 18500000.1", "layout_design"],
  ])("takes %s %s for a number of the register of its kind", (asset_type, number, kind) => {
    const judged = judge({ asset_type, number, legal_status: "", grant_date: "" });
    expect(judged).toMatchObject({ result: "ok", number: null });
    expect(judged.fields).toMatchObject({ assetKind: kind, number: null, registrationNo: number });
  });

  test("says which form a number has at its office", () => {
    const office = (number: string) => judge({ number, asset_type: "专利", country: "" }).problems[0]?.args?.office;
    expect(["WO2021/123456", "PCT/CN21", "EP12", "US1", "特許", "KR1", "CN1A", "???"].map(office)).toEqual([
      ...["WO", "WO", "EP", "US", "JP", "KR", "CN", "other"],
    ]);
  });

  test("asks for an applicant or a status that is not there only of a sheet that has the column, and once", () => {
    const settled = { ...facts, empty: { applicant: "ours", status: "pending" } } as const;
    const silent = { ...good, applicant: "", legal_status: "", grant_date: "" };
    expect(judgeRow(silent, settled)).toMatchObject({ result: "ok", fields: { assetKind: "application" } });
    expect(judgeRow(silent, facts).problems.map((p) => p.code)).toEqual(["import-no-applicant", "import-no-status"]);
    // a grant is told by its day, and what is no patent has no status to state
    expect(judge({ legal_status: "" }).result).toBe("ok");
    expect(judge({ asset_type: "技术秘密", number: "", legal_status: "" }).result).toBe("ok");
  });

  test("names the country a number belongs to where the sheet says another, and takes the row with it", () => {
    expect(judge({ country: "美国" })).toMatchObject({
      result: "field_error",
      fields: null,
      problems: [{ field: "country", code: "import-other-country", args: { country: "CN" }, suggest: "CN" }],
    });
    expect(judge({ country: "CN" }).result).toBe("ok");
    expect(judge({ number: "US 10123456 B2", country: "中国" }).problems).toMatchObject([
      { field: "country", args: { country: "US" } },
    ]);
  });

  test("takes a European number in a member state, and an international one anywhere", () => {
    const number = "EP 1234567 B1";
    expect(judge({ number, country: "德国" }).result).toBe("ok");
    expect(judge({ number, country: "US" }).problems[0]?.code).toBe("import-other-country");
    expect(judge({ number: "WO 2023/123456 A1", country: "日本", legal_status: "公开" }).result).toBe("ok");
  });

  test("says everything that is wrong at once, and shows the gravest", () => {
    const judged = judge({ number: "1", applicant: "他校", legal_status: "?" });
    expect(judged.result).toBe("malformed_number");
    expect(judged.problems.map((p) => p.field)).toEqual(["number", "applicant", "legal_status"]);
  });

  test("knows the organisation in any writing, and its own words for a status", () => {
    expect(judge({ applicant: "ＨＥＬＵＯ university of technology (CN)" }).result).toBe("ok");
    expect(judge({ applicant: "Heluo  University of Technology" }).result).toBe("ok");
    expect(judge({ legal_status: "年审有效" }).fields?.legalStatus).toBe("granted");
  });

  test("reads the kind off the status where the sheet calls everything a patent", () => {
    expect(judge({ legal_status: "实质审查", grant_date: "" }).fields).toMatchObject({
      assetKind: "application",
      legalStatus: "pending",
    });
    const unasked = { ...facts, empty: { applicant: "ours", status: "unknown" } } as const;
    const bare = { ...good, legal_status: "", asset_type: "", grant_date: "" };
    expect(judgeRow(bare, unasked).fields).toMatchObject({ assetKind: "patent", legalStatus: "unknown" });
  });

  test("a row that could not be read says why and nothing else", () => {
    expect(judgeRow({}, facts, "not-json")).toMatchObject({
      result: "unreadable",
      problems: [{ field: null, code: "row-not-json" }],
    });
  });

  test("every number with one wrong last character is refused with the right one, and taken with it", () => {
    const serial = fc.integer({ min: 0, max: 9_999_999 }).map((n) => String(n).padStart(7, "0"));
    fc.assert(
      fc.property(fc.integer({ min: 2004, max: 2026 }), fc.constantFrom("1", "2", "3", "8", "9"), serial, (y, k, n) => {
        const digits = `${y}${k}${n}`;
        const right = patentCheckDigit(digits);
        for (const last of "0123456789X") {
          const judged = judge({ asset_type: "专利", number: `CN${digits}.${last}` });
          if (last === right) expect(judged.result).toBe("ok");
          else expect(judged.problems[0]?.suggest).toBe(`CN${digits}.${right}`);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("no sheet makes it throw, and red rows never have fields", () => {
    const cells = fc.dictionary(
      fc.constantFrom<ImportField>(...importFields),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...Object.values(good))),
    );
    fc.assert(
      fc.property(cells, (values) => {
        const { result, fields, problems } = judgeRow(values, facts);
        expect(fields === null).toBe(result !== "ok");
        expect(problems.length === 0).toBe(result === "ok");
      }),
    );
  });
});

describe("guessMapping", () => {
  test("knows the columns of the journey, of Chinese registers, and of English ones", () => {
    const own = guessMapping([...importFields]);
    expect(Object.entries(own).every(([field, column]) => field === column)).toBe(true);
    expect(Object.keys(own)).toHaveLength(importFields.length);
    expect(
      guessMapping([
        "序号",
        "专利名称*",
        "专利号/申请号",
        "申请（专利权）人",
        "发明人",
        "申请日",
        "授权公告日",
        "法律状态",
        "IPC分类号",
      ]),
    ).toEqual({
      title_zh: "专利名称*",
      number: "专利号/申请号",
      applicant: "申请（专利权）人",
      inventors: "发明人",
      filing_date: "申请日",
      grant_date: "授权公告日",
      legal_status: "法律状态",
      ipc: "IPC分类号",
    });
    expect(guessMapping(["Title", "Patent No.", "Assignee", "Status"])).toEqual({
      title_zh: "Title",
      number: "Patent No.",
      applicant: "Assignee",
      legal_status: "Status",
    });
  });
});

describe("rowValues", () => {
  test("typed values count over those of the sheet, lists of JSON become one cell", () => {
    const cells = Object.assign(Object.create(null), { 名称: "甲", 发明人: ["张伟", { name: "王芳" }], x: 3 });
    expect(rowValues(cells, { title_zh: "名称", inventors: "发明人", number: "gone" }, { title_zh: "乙" })).toEqual({
      title_zh: "乙",
      inventors: "张伟; 王芳",
    });
  });
});
