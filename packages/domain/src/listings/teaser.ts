import { type ExportClass, gateLevel, type ReaderCountry } from "../shared/index.ts";

const nothing = { zh: "", en: "" };

/** What a gated technology keeps back until its reader is known to be at home; title, summary, field, rights and price stay. */
export const keptBack = {
  problem: nothing,
  solution: nothing,
  benefits: [],
  rival: nothing,
  applications: [],
  evidence: [],
  keywordsZh: [],
  keywordsEn: [],
  ipc: [],
  number: null,
  registrationNo: null,
  inventors: [],
  encumbrances: nothing,
  fundingSource: nothing,
  parts: [],
  priceMenu: [],
};

/** The record with what the gate keeps back from a reader of this country blanked. */
export const asGated = <T extends { readonly exportClass: ExportClass }>(record: T, country: ReaderCountry): T => {
  if (gateLevel(record.exportClass, country) === "open") return record;
  const blanks = Object.fromEntries(Object.entries(keptBack).filter(([name]) => name in record));
  return { ...record, ...blanks };
};
