import { withoutBlankRows } from "#features/forms/blank-rows.ts";

/** What makes a row of each list one; a unit or a share alone does not. */
const rows = {
  benefits: ["name", "figure", "condition"],
  applications: [],
  evidence: [],
  inventors: ["name"],
} as const;

/** Days that may be left open: an empty field is "not said", not a bad date. */
const days = ["legalCheckedOn", "filingDate", "grantDate", "annuityDue"];

/** The editor's form as its schema expects it: without rows nobody filled in and without days nobody chose. */
export const listingFormValues = (form: unknown): unknown => {
  const kept = withoutBlankRows(form, rows);
  if (typeof kept !== "object" || kept === null) return kept;
  return Object.fromEntries(Object.entries(kept).filter(([key, value]) => !(days.includes(key) && value === "")));
};

/** Columns of a stored listing as the places of their fields in the editor, so that a conflict names what the reader sees. */
const places: Readonly<Record<string, string>> = {
  titleZh: "title.zh",
  titleEn: "title.en",
  summary: "summary.zh",
  problem: "problem.zh",
  solution: "solution.zh",
  rival: "rival.zh",
  encumbrances: "encumbrances.zh",
  fundingSource: "fundingSource.zh",
  contactTeam: "contactTeam.zh",
  benefits: "benefits.0.figure",
  applications: "applications.0.zh",
  evidence: "evidence.0.zh",
  inventors: "inventors.0.name.zh",
};
export const placeOfColumn = (column: string): string => places[column] ?? column;
