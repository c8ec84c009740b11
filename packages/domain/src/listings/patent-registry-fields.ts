import { type Bilingual, normalise } from "../shared/index.ts";
import type { ListingFields } from "./inputs.ts";
import type { PatentFinding, PatentRecord } from "./patent-registry.ts";

/** Fields of the listing form that a register can fill, by their place in the form. */
export const registryFields = [
  "title.zh",
  "title.en",
  "number",
  "assetKind",
  "country",
  "legalStatus",
  "legalCheckedOn",
  "filingDate",
  "grantDate",
  "annuityDue",
  "ipc",
  "inventors",
  "solution.zh",
  "solution.en",
] as const;
export type RegistryField = (typeof registryFields)[number];

/** The part of a listing that a register knows about. */
export type FillableListing = Pick<
  ListingFields,
  | "assetKind"
  | "title"
  | "number"
  | "country"
  | "legalStatus"
  | "legalCheckedOn"
  | "filingDate"
  | "grantDate"
  | "annuityDue"
  | "ipc"
  | "inventors"
  | "solution"
>;

/** Lists are of symbols or of inventors' names. */
export type RegistryValue = string | readonly string[] | readonly Bilingual[];
/** `fill`: nothing is there yet. `differs`: somebody typed something else, which stays unless they ask. `same`: nothing to do. */
export type RegistryAction = "fill" | "differs" | "same";
export type FilledField = {
  readonly field: RegistryField;
  readonly value: RegistryValue;
  readonly current: RegistryValue;
  readonly action: RegistryAction;
};

/** What the form takes; a register may hold more. */
const most = { title: 200, solution: 4000, ipc: 6, inventors: 20 };
const clip = (text: string, max: number): string => {
  const chars = [...text];
  return chars.length <= max
    ? text
    : `${chars
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`;
};

const isSame = (value: RegistryValue, current: RegistryValue): boolean => {
  const plain = (v: RegistryValue) =>
    typeof v === "string" ? [v] : v.map((one) => (typeof one === "string" ? one : `${one.zh}\n${one.en}`));
  const [a, b] = [plain(value), plain(current)];
  return a.length === b.length && a.every((one, i) => normalise(one) === normalise(b[i] ?? ""));
};

const compare = (field: RegistryField, value: RegistryValue, current: RegistryValue): FilledField => ({
  field,
  value,
  current,
  action: current.length === 0 ? "fill" : isSame(value, current) ? "same" : "differs",
});

/** A granted right stays a patent after it lapsed; the rest are applications. */
const kindOf = (r: PatentRecord) => (r.grantDate !== null || r.legalStatus === "granted" ? "patent" : "application");

/**
 * Which fields of a listing a finding fills, beside what stands there. What somebody typed is never replaced by itself: such a
 * field is `differs` until they ask for it. Fields the register says nothing about are left out, and so is the abstract where a
 * solution is written already.
 */
export const registryToFields = ({ record, dataOf }: PatentFinding, listing: FillableListing): FilledField[] => {
  const known = <T extends string>(value: T, unsaid: T): string => (value === unsaid ? "" : value);
  const pairs: [RegistryField, RegistryValue, RegistryValue][] = [
    ["title.zh", clip(record.title.zh, most.title), listing.title.zh],
    ["title.en", clip(record.title.en, most.title), listing.title.en],
    ["number", record.number, listing.number ?? ""],
    ["assetKind", kindOf(record), listing.assetKind],
    ["country", record.country, listing.country],
    ["legalStatus", known(record.legalStatus, "unknown"), known(listing.legalStatus, "unknown")],
    ["legalCheckedOn", record.legalStatus === "unknown" ? "" : dataOf, listing.legalCheckedOn ?? ""],
    ["filingDate", record.filingDate ?? "", listing.filingDate ?? ""],
    ["grantDate", record.grantDate ?? "", listing.grantDate ?? ""],
    ["annuityDue", record.annuityDue ?? "", listing.annuityDue ?? ""],
    ["ipc", record.ipc.slice(0, most.ipc), listing.ipc],
    ["inventors", record.inventors.slice(0, most.inventors).map(named), listing.inventors.map((i) => i.name)],
  ];
  for (const language of ["zh", "en"] as const)
    if (listing.solution[language] === "")
      pairs.push([`solution.${language}`, clip(record.abstract[language], most.solution), ""]);
  const fields = pairs.filter(([, value]) => value.length > 0).map((pair) => compare(...pair));
  // the day of the check belongs to the status that was found then
  const otherStatus = fields.some((f) => f.field === "legalStatus" && f.action === "differs");
  return fields.map((f) => (f.field === "legalCheckedOn" && otherStatus ? { ...f, action: "differs" } : f));
};

const named = ({ name }: { readonly name: Bilingual }): Bilingual => ({ zh: clip(name.zh, 60), en: clip(name.en, 60) });

/**
 * The listing with the chosen fields as the register has them. Inventors keep the share and ORCID they have here; new ones begin
 * without a share, since no register knows it.
 */
export const withRegistryFields = <L extends FillableListing>(
  listing: L,
  filled: readonly FilledField[],
  chosen: readonly RegistryField[],
): L => {
  const next: L = { ...listing, title: { ...listing.title }, solution: { ...listing.solution } };
  for (const { field, value } of filled.filter((f) => chosen.includes(f.field))) {
    const [place, language] = field.split(".");
    if (language === "zh" || language === "en") {
      const text = place === "title" ? next.title : next.solution;
      text[language] = value as string;
    } else if (field === "inventors")
      next.inventors = (value as readonly Bilingual[]).map(
        (name) =>
          listing.inventors.find((i) => isSame([i.name], [name])) ?? { name: { ...name }, sharePct: 0, orcid: null },
      );
    else Object.assign(next, { [field]: value });
  }
  return next;
};

/** A name as it is compared: without spaces, punctuation and the marks of made-up organisations. */
const compared = (name: string): string =>
  normalise(name)
    .replace(/[（(]虚构[)）]/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Whether one of the applicants bears one of our names, in either language. Nothing can be said where none is named. */
export const applicantIsOurs = (record: PatentRecord, names: readonly string[]): boolean => {
  const ours = new Set(names.map(compared).filter(Boolean));
  return (
    record.applicants.length === 0 ||
    record.applicants.some(({ name }) => [name.zh, name.en].some((one) => ours.has(compared(one))))
  );
};
