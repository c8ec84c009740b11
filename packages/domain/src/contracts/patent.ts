import type { AssetFacts } from "./facts.ts";

export type PatentKind = "invention" | "utility" | "design";

/** Years from the filing date (Patent Law art. 42). */
export const patentYears = { invention: 20, utility: 10, design: 15 } as const satisfies Record<PatentKind, number>;

/** Fifth digit of a Chinese number since 2003 (ZC 0006-2003), third of the older form; 8 and 9 came by way of the PCT. */
const kindByDigit: Readonly<Record<string, PatentKind>> = {
  "1": "invention",
  "2": "utility",
  "3": "design",
  "8": "invention",
  "9": "utility",
};

const chinese = /^(?:ZL|CN)?(\d{4}|\d{2})(\d)(\d{7}|\d{5})\.?([\dX])$/;

const bare = (number: string): string => number.normalize("NFKC").replace(/\s/g, "").toUpperCase();

/** Kind of a Chinese patent or application, read from its number; null for other offices' numbers. */
export const patentKindOf = (number: string | null): PatentKind | null => {
  const digit = number ? chinese.exec(bare(number))?.[2] : undefined;
  return digit ? (kindByDigit[digit] ?? null) : null;
};

/**
 * The day the right ends if its fees are paid: the filing date's day after the statutory years; the month's last day where it has
 * no such day. `filingDate` is an ISO day.
 */
export const patentExpiry = (filingDate: string | null, kind: PatentKind | null): string | null => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(filingDate ?? "");
  if (!parts || !kind) return null;
  const year = Number(parts[1]) + patentYears[kind];
  const last = new Date(Date.UTC(year, Number(parts[2]), 0)).getUTCDate();
  return `${year}-${parts[2]}-${String(Math.min(Number(parts[3]), last)).padStart(2, "0")}`;
};

/** Application and patent number of a Chinese patent share their digits; another office's number is given as it is. */
export const patentNumbers = (asset: AssetFacts): { application: string | null; patent: string | null } => {
  if (!asset.number) return { application: null, patent: null };
  const granted = asset.legalStatus === "granted" || asset.legalStatus === "lapsed";
  const match = chinese.exec(bare(asset.number));
  if (!match)
    return granted ? { application: null, patent: asset.number } : { application: asset.number, patent: null };
  const digits = `${match[1]}${match[2]}${match[3]}.${match[4]}`;
  return { application: `CN${digits}`, patent: granted ? `ZL${digits}` : null };
};

export const isPatentAsset = (asset: AssetFacts): boolean => asset.kind === "patent" || asset.kind === "application";
