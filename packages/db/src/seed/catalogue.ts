import { readFile } from "node:fs/promises";
import type { DealType } from "@peony/domain/contracts";
import type { ipWishes, partnerKinds, paymentModes } from "@peony/domain/demands";
import {
  type AssetKind,
  type LegalStatus,
  type PriceMode,
  priceEnds,
  searchText,
  type TechnologyField,
} from "@peony/domain/listings";
import type { Bilingual, Id } from "@peony/domain/shared";
import { normalise } from "@peony/domain/shared";
import { newId, type Tx } from "../client.ts";
import { emit } from "../outbox.ts";
import { type Benefit, demands, type Inventor, listings, numberCounters, type Target } from "../schema/index.ts";
import { courseColumns, seedCourse } from "./demand-courses.ts";
import { namesOf, neverOut, officeOf, sheetOf, stateOf } from "./listing-courses.ts";
import type { Seats } from "./organisations.ts";
import { menuBetween } from "./price-menu.ts";

type Words = { zh: string[]; en: string[] };
type ListingContent = {
  key: string;
  owner: string;
  assetType: AssetKind;
  field: TechnologyField;
  title: Bilingual;
  summary: Bilingual;
  problem: Bilingual;
  solution: Bilingual;
  benefits: Benefit[];
  noDataYet: boolean;
  rival: Bilingual;
  applications: Bilingual[];
  keywords: Words;
  ipc: string[];
  industry: string;
  sei: string;
  trl: number;
  evidence: Bilingual[];
  number: string | null;
  country: string;
  legalStatus: LegalStatus;
  filingDate: string | null;
  grantDate: string | null;
  annuityDue: string | null;
  inventors: Inventor[];
  rights: DealType[];
  encumbrances: Bilingual | null;
  priceMode: PriceMode;
  priceMin: number | null;
  priceMax: number | null;
  fundingSource: Bilingual | null;
  exportNote: boolean;
  region: string;
};
type DemandContent = {
  key: string;
  owner: string;
  field: TechnologyField;
  title: Bilingual;
  background: Bilingual;
  targets: Target[];
  testMethod: Bilingual;
  constraints: Bilingual;
  samplesAvailable: boolean;
  budgetMin: number;
  budgetMax: number;
  paymentMode: (typeof paymentModes)[number];
  deadlineDays: number;
  ipWish: (typeof ipWishes)[number];
  partnerKinds: (typeof partnerKinds)[number][];
  site: Bilingual;
  region: string;
  visibility: "open" | "hidden_name";
  trlWanted: number;
  rightsWanted: DealType[];
  keywords: Words;
  ipc: string[];
  sei: string;
};

const load = async <T>(path: string): Promise<T[]> =>
  JSON.parse(await readFile(new URL(`./content/${path}.json`, import.meta.url), "utf8")) as T[];
const fields = ["bearing", "equipment", "photonics", "materials", "energy", "bio", "robotics_ai", "testing"];
const demandFiles = ["machinery", "materials-energy", "bio-digital"];
export const listingContent = async (): Promise<ListingContent[]> =>
  (await Promise.all(fields.map((f) => load<ListingContent>(`listings/${f}`)))).flat();
export const demandContent = async (): Promise<DemandContent[]> =>
  (await Promise.all(demandFiles.map((f) => load<DemandContent>(`demands/${f}`)))).flat();

const day = 86_400_000;
const empty: Bilingual = { zh: "", en: "" };
/** 万元 to minor units. */
const fromWan = (wan: number | null): bigint | null => (wan === null ? null : BigInt(Math.round(wan * 10_000)) * 100n);
const isoDay = (at: Date): string => at.toISOString().slice(0, 10);
const slugOf = (title: string, key: string): string =>
  `${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)}-${key.toLowerCase()}`;
const numberOf = (n: string | null): string | null => n?.replace(/[\s.]/g, "").replace(/^ZL/, "CN") ?? null;

/** The next day a fee falls due: the content names one, and it comes round every year. */
const nextDue = (due: string | null, now: Date): string | null => {
  if (due === null) return null;
  const today = isoDay(now);
  const [year = "", ...rest] = due.split("-");
  for (let y = Number(year); ; y++) {
    const day = [y, ...rest].join("-");
    if (day > today) return day;
  }
};

const transferOffice: Bilingual = { zh: "技术转移办公室", en: "Technology transfer office" };
const cooperation: Bilingual = { zh: "技术合作部", en: "Technology cooperation department" };

/** Writes the demo's listings, newest first by their place in the content; returns their ids by key. */
export const seedListings = async (tx: Tx, seats: Seats, now: Date): Promise<Map<string, Id<"listing">>> => {
  const ids = new Map<string, Id<"listing">>();
  for (const [i, c] of (await listingContent()).entries()) {
    const orgId = seats.get(c.owner);
    if (!orgId) throw new Error(`listing ${c.key} belongs to ${c.owner}, who is not there`);
    const id = newId("listing");
    const state = stateOf(c.key, i);
    const publishedAt = new Date(now.getTime() - ((i * 37) % 180) * day - i * 61_000);
    const sheet = sheetOf(c.exportNote, state, await officeOf(tx, orgId));
    const number = numberOf(c.number);
    const priced = pricedOf(c);
    const words = {
      titleZh: c.title.zh,
      titleEn: c.title.en,
      keywordsZh: c.keywords.zh,
      keywordsEn: c.keywords.en,
      summary: c.summary,
      problem: c.problem,
      number,
    };
    await tx.insert(listings).values({
      id,
      slug: slugOf(c.title.en, c.key),
      orgId,
      state,
      assetKind: c.assetType,
      field: c.field,
      ...words,
      solution: c.solution,
      benefits: c.benefits,
      noDataYet: c.noDataYet,
      rival: c.rival,
      applications: c.applications,
      evidence: c.evidence,
      ipc: c.ipc,
      industry: c.industry,
      sei: c.sei,
      trl: c.trl,
      country: c.country,
      legalStatus: state === "lapsed" ? "lapsed" : c.legalStatus,
      legalCheckedOn: isoDay(new Date(now.getTime() - ((i * 13) % 110) * day)),
      filingDate: c.filingDate,
      grantDate: c.grantDate,
      annuityDue: c.legalStatus === "granted" ? nextDue(c.annuityDue, now) : c.annuityDue,
      inventors: c.inventors,
      rights: c.rights,
      encumbrances: c.encumbrances ?? empty,
      ...priced,
      fundingSource: c.fundingSource ?? empty,
      contactTeam: c.owner.startsWith("R") ? transferOffice : cooperation,
      ...sheet,
      pauseReason: state === "paused" ? "owner" : null,
      refreshedOn: neverOut.includes(state) ? null : isoDay(new Date(now.getTime() - ((i * 13) % 110) * day)),
      region: c.region,
      searchText: searchText({ ...words, ...priced, exportClass: sheet.exportClass }, await namesOf(tx, orgId)),
      createdAt: new Date(publishedAt.getTime() - 20 * day),
      updatedAt: publishedAt,
      publishedAt: neverOut.includes(state) ? null : publishedAt,
    });
    ids.set(c.key, id);
  }
  return ids;
};

/** The price of a listing as it is stored; the content names a menu by its ends. */
const pricedOf = (c: Pick<ListingContent, "priceMode" | "priceMin" | "priceMax" | "rights">) => {
  const { priceMode } = c;
  const priceMenu = priceMode === "menu" ? menuBetween(c.priceMin ?? 0, c.priceMax ?? c.priceMin ?? 0, c.rights) : [];
  const said = { priceMode, priceMenu, priceMin: fromWan(c.priceMin), priceMax: fromWan(c.priceMax) };
  return { ...said, ...priceEnds(said) };
};

/** Writes the demo's demands with deadlines ahead of the day of the first start; returns their ids by key. */
export const seedDemands = async (tx: Tx, seats: Seats, now: Date): Promise<Map<string, Id<"demand">>> => {
  const ids = new Map<string, Id<"demand">>();
  const all = await demandContent();
  for (const [i, c] of all.entries()) {
    const orgId = seats.get(c.owner);
    if (!orgId) throw new Error(`demand ${c.key} belongs to ${c.owner}, who is not there`);
    const id = newId("demand");
    const course = courseColumns(c.key, now, fromWan(c.budgetMax));
    const state = course.state ?? "published";
    const publishedAt = new Date(now.getTime() - ((i * 17) % 60) * day - i * 47_000);
    const number = `DN-${now.getUTCFullYear()}-${String(i + 1).padStart(6, "0")}`;
    await tx.insert(demands).values({
      id,
      number,
      orgId,
      state,
      field: c.field,
      titleZh: c.title.zh,
      titleEn: c.title.en,
      background: c.background,
      targets: c.targets,
      testMethod: c.testMethod,
      constraints: c.constraints,
      samplesAvailable: c.samplesAvailable,
      budgetMin: fromWan(c.budgetMin),
      budgetMax: fromWan(c.budgetMax),
      paymentMode: c.paymentMode,
      deadline: isoDay(new Date(now.getTime() + c.deadlineDays * day)),
      ipWish: c.ipWish,
      partnerKinds: c.partnerKinds,
      site: c.site,
      region: c.region,
      visibility: c.visibility,
      trlWanted: c.trlWanted,
      rightsWanted: c.rightsWanted,
      keywordsZh: c.keywords.zh,
      keywordsEn: c.keywords.en,
      ipc: c.ipc,
      searchText: normalise(
        [number, c.title.zh, c.title.en, ...c.keywords.zh, ...c.keywords.en, c.background.zh, c.background.en].join(
          " ",
        ),
      ),
      clinicAt: new Date(publishedAt.getTime() - day),
      createdAt: new Date(publishedAt.getTime() - 5 * day),
      updatedAt: publishedAt,
      publishedAt,
      closesOn: isoDay(new Date(now.getTime() + c.deadlineDays * day)),
      ...course,
    });
    await seedCourse(tx, seats, now, { key: c.key, ownerKey: c.owner, demandId: id });
    if (state === "published") await emit(tx, "demand.changed", { demandId: id });
    ids.set(c.key, id);
  }
  await tx.insert(numberCounters).values({ kind: "DN", year: now.getUTCFullYear(), last: all.length });
  return ids;
};
