/** Which office a number is of and what it names there: an application, a publication or a granted right. */
export const patentNumberKinds = [
  "cn-invention-application",
  "cn-utility-application",
  "cn-design-application",
  "cn-pct-invention-application",
  "cn-pct-utility-application",
  "cn-invention-publication",
  "cn-invention-grant",
  "cn-utility-grant",
  "cn-design-grant",
  "us-application",
  "us-publication",
  "us-grant",
  "us-design",
  "us-reissue",
  "us-plant",
  "ep-application",
  "ep-publication",
  "ep-grant",
  "wo-publication",
  "pct-application",
  "jp-application",
  "jp-publication",
  "jp-grant",
  "kr-application",
  "kr-publication",
  "kr-grant",
  "kr-utility-application",
  "kr-utility-publication",
  "kr-utility-grant",
] as const;
export type PatentNumberKind = (typeof patentNumberKinds)[number];

/** A number that was understood. `normal` is the form for storage: office, digits, kind of document, nothing between. */
export type PatentNumber = {
  readonly kind: PatentNumberKind;
  /** Office as two letters (WIPO ST.3); international applications and publications are of `WO`. */
  readonly office: string;
  readonly normal: string;
  /** The year the number carries, else null. */
  readonly year: number | null;
};
export type PatentNumberFinding =
  | { readonly ok: true; readonly number: PatentNumber }
  | { readonly ok: false; readonly reason: "length" | "kind" | "year" | "form" }
  | { readonly ok: false; readonly reason: "check"; readonly expected: string };

export const refused = (reason: "length" | "kind" | "year" | "form"): PatentNumberFinding => ({ ok: false, reason });

export const understood = (
  kind: PatentNumberKind,
  normal: string,
  year: number | null = null,
): PatentNumberFinding => ({
  ok: true,
  number: { kind, office: normal.startsWith("PCT/") ? "WO" : normal.slice(0, 2), normal, year },
});

/** As `understood`, where the year lies in the years the form was or is in use. */
export const understoodIn = (
  kind: PatentNumberKind,
  normal: string,
  year: number,
  [first, last]: readonly [number, number],
): PatentNumberFinding => (year < first || year > last ? refused("year") : understood(kind, normal, year));

/** A year of two digits of an office that began in 1978 (EP, WO). */
export const fullYear = (two: string): number => Number(two) + (Number(two) >= 78 ? 1900 : 2000);
