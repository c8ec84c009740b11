import {
  type AssetKind,
  isRegisteredKind,
  isRegistrationNumber,
  kindOfRegistration,
  numberProblem,
  type PatentNumberKind,
  readPatentNumber,
} from "../listings/index.ts";
import { type PatentRight, readPatentRight } from "./cell-values.ts";
import type { Problem } from "./judge-row.ts";

/** What the number of a row says. */
export type Found = {
  /** Normal form of a patent number, else null. */
  readonly normal: string | null;
  readonly office: string | null;
  readonly granted: boolean;
  /** The number of another register, where the column of numbers holds one. */
  readonly registration: string | null;
  /** The kind that a number of another register tells. */
  readonly kind: AssetKind | null;
  /** The right that the number names by a digit or a letter. */
  readonly right: PatentRight | null;
  readonly problems: readonly Problem[];
};
const none: Found = {
  ...{ normal: null, office: null, granted: false, registration: null, kind: null, right: null, problems: [] },
};

/** The number as it was written, with the right last character. */
const withCheck = (text: string, expected: string): string =>
  text.trim().replace(/[0-9Xx０-９Ｘｘ](?=[^0-9A-Za-z]*$)/u, expected);

const rightOf = (kind: PatentNumberKind): PatentRight | null =>
  kind.includes("utility")
    ? "utility"
    : kind.includes("design")
      ? "design"
      : kind.startsWith("cn-")
        ? "invention"
        : null;

/** Words of a sheet for a right, where one click puts the right one in. */
const rightWords: Readonly<Record<PatentRight, string>> = {
  ...{ invention: "发明专利", utility: "实用新型", design: "外观设计" },
};

/** A number is read by what the sheet calls the result: software, plant varieties and layout designs have registers of their own. */
export const judgeNumber = (text: string, kind: AssetKind | null, kindText: string, thisYear: number): Found => {
  if (text === "") return none;
  const told = kind ?? kindOfRegistration(text);
  if (isRegisteredKind(told))
    return isRegistrationNumber(told, text)
      ? { ...none, registration: text.trim(), kind: told }
      : { ...none, problems: [{ field: "number", code: "bad-registration-number", args: { kind: told } }] };
  const found = readPatentNumber(text, thisYear);
  const problem = numberProblem(text, found);
  if (!found.ok) {
    const suggest = found.reason === "check" ? { suggest: withCheck(text, found.expected) } : {};
    return {
      ...none,
      problems: [{ field: "number", code: problem?.code ?? "invalid", args: problem?.args, ...suggest }],
    };
  }
  const { normal, office, kind: form } = found.number;
  const right = rightOf(form);
  const said = readPatentRight(kindText);
  const granted = /grant|design$|reissue|plant/.test(form) && !form.startsWith("cn-design-app");
  const problems: Problem[] =
    right !== null && said !== null && said !== right
      ? [{ field: "asset_type", code: "import-other-right", args: { right }, suggest: rightWords[right] }]
      : [];
  return { ...none, normal, office, granted, right, problems };
};
