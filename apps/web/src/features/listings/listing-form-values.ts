import { withoutBlankRows } from "#features/forms/blank-rows.ts";

/** What makes a row of each list one; a unit or a share alone does not. */
const rows = {
  benefits: ["name", "figure", "condition"],
  applications: [],
  evidence: [],
  inventors: ["name"],
  priceMenu: ["name", "price", "months", "note"],
} as const;

/** Days that may be left open: an empty field is "not said", not a bad date. */
const days = ["legalCheckedOn", "filingDate", "grantDate", "annuityDue"];

type Tree = Readonly<Record<string, unknown>>;
const isTree = (v: unknown): v is Tree => typeof v === "object" && v !== null && !Array.isArray(v);
const withoutBlank = (tree: Tree, keys: readonly string[]): Tree =>
  Object.fromEntries(Object.entries(tree).filter(([key, value]) => !(keys.includes(key) && value === "")));

/**
 * The editor's form as its schema expects it: without rows nobody filled in, without days nobody chose, with an inventor whose
 * share is not agreed yet at 0, and with an entry of a menu without sales where they are not allowed.
 */
export const listingFormValues = (form: unknown): unknown => {
  const kept = withoutBlankRows(form, rows);
  if (!isTree(kept)) return kept;
  const each = (list: unknown, change: (row: Tree) => Tree) =>
    Array.isArray(list) ? list.map((row) => (isTree(row) ? change(row) : row)) : list;
  return {
    ...withoutBlank(kept, days),
    ...(kept.benefits ? { benefits: each(kept.benefits, (b) => withoutBlank(b, ["checkedOn"])) } : {}),
    ...(kept.inventors ? { inventors: each(kept.inventors, (i) => ({ sharePct: 0, ...i })) } : {}),
    // a box that is not ticked is not sent
    ...(kept.priceMenu ? { priceMenu: each(kept.priceMenu, (item) => ({ sales: false, ...item })) } : {}),
  };
};

/** Columns of a stored listing as the places of their fields in the editor, so that a conflict names what the reader sees. */
export const placeOfColumn: Readonly<Record<string, string>> = {
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
  priceMenu: "priceMenu.0.name.zh",
};
