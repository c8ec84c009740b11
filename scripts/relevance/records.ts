import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DealType } from "../../packages/domain/src/contracts/index.ts";

/** A language a record or a question is written in. */
export type Language = "zh" | "en";

/**
 * One searchable text of the collection. A record that exists in one language only has null for title and abstract
 * and no keywords in the other. `ipc` as printed ("H01M 10/0562"), `trl` 1 to 9 or null where nobody stated it,
 * `region` six digits of GB/T 2260.
 */
export type RelevanceRecord = {
  readonly id: string;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly abstractZh: string | null;
  readonly abstractEn: string | null;
  readonly keywordsZh: readonly string[];
  readonly keywordsEn: readonly string[];
  readonly ipc: readonly string[];
  readonly trl: number | null;
  readonly rights: readonly DealType[];
  readonly region: string | null;
};

/** A line of records/catalogue.jsonl: a text the repository holds elsewhere, and the languages it has here. */
type Reference = { readonly languages: readonly Language[] } & (
  | { readonly listing: string }
  | { readonly patent: string }
);

type Both = { readonly zh: string; readonly en: string };
type Listing = {
  readonly key: string;
  readonly title: Both;
  readonly summary: Both;
  readonly problem: Both;
  readonly solution: Both;
  readonly keywords: { readonly zh: readonly string[]; readonly en: readonly string[] };
  readonly ipc: readonly string[];
  readonly trl: number;
  readonly rights: readonly DealType[];
  readonly region: string;
};
type Patent = {
  readonly number: string;
  readonly title: Both;
  readonly abstract: Both;
  readonly ipc: readonly string[];
};

const folder = join(import.meta.dirname, "records");
const repository = join(import.meta.dirname, "../..");
const listingFolder = join(repository, "packages/db/src/seed/content/listings");
const patentFile = join(repository, "packages/gateways/src/patents/file/records.json");
const catalogueFile = "catalogue.jsonl";

const parsed = <T>(path: string): T => JSON.parse(readFileSync(path, "utf8")) as T;

/** The objects of a file that holds one a line. */
export const linesOf = <T>(path: string): T[] =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);

const fromListing = (listing: Listing): RelevanceRecord => ({
  id: `listing-${listing.key}`,
  titleZh: listing.title.zh,
  titleEn: listing.title.en,
  abstractZh: `${listing.summary.zh}${listing.problem.zh}${listing.solution.zh}`,
  abstractEn: `${listing.summary.en} ${listing.problem.en} ${listing.solution.en}`,
  keywordsZh: listing.keywords.zh,
  keywordsEn: listing.keywords.en,
  ipc: listing.ipc,
  trl: listing.trl,
  rights: listing.rights,
  region: listing.region,
});

const fromPatent = (patent: Patent): RelevanceRecord => ({
  id: `patent-${patent.number}`,
  titleZh: patent.title.zh,
  titleEn: patent.title.en,
  abstractZh: patent.abstract.zh,
  abstractEn: patent.abstract.en,
  keywordsZh: [],
  keywordsEn: [],
  ipc: patent.ipc,
  trl: null,
  rights: [],
  region: null,
});

const withoutChinese = { titleZh: null, abstractZh: null, keywordsZh: [] } as const;
const withoutEnglish = { titleEn: null, abstractEn: null, keywordsEn: [] } as const;

const inLanguages = (record: RelevanceRecord, languages: readonly Language[]): RelevanceRecord => ({
  ...record,
  ...(languages.includes("zh") ? {} : withoutChinese),
  ...(languages.includes("en") ? {} : withoutEnglish),
});

const referenced = (): RelevanceRecord[] => {
  const listings = readdirSync(listingFolder).flatMap((name) => parsed<Listing[]>(join(listingFolder, name)));
  const { records: patents } = parsed<{ records: Patent[] }>(patentFile);
  const texts = new Map(
    [...listings.map(fromListing), ...patents.map(fromPatent)].map((record) => [record.id, record]),
  );
  return linesOf<Reference>(join(folder, catalogueFile)).map((reference) => {
    const id = "listing" in reference ? `listing-${reference.listing}` : `patent-${reference.patent}`;
    const record = texts.get(id);
    if (!record) throw new Error(`records/${catalogueFile} names ${id}, which the repository no longer holds`);
    return inLanguages(record, reference.languages);
  });
};

/** The whole collection: own records in the order of their files, then the referenced ones. Throws on a dead reference. */
export const loadRecords = (): RelevanceRecord[] => {
  const own = readdirSync(folder).filter((name) => name.endsWith(".jsonl") && name !== catalogueFile);
  return [...own.sort().flatMap((name) => linesOf<RelevanceRecord>(join(folder, name))), ...referenced()];
};
