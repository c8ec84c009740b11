import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { orcidSchema } from "../identity/index.ts";
import {
  amountSchema,
  bilingualSchema,
  countryCodes,
  currencies,
  idSchema,
  locales,
  orNull,
  regionSchema,
  textSchema,
} from "../shared/index.ts";
import { readIpc, unknownIpcClass } from "./ipc.ts";
import { assetKinds, legalStatuses, priceModes, technologyFields } from "./listing.ts";
import { readPatentNumber } from "./patent-number.ts";
import { numberProblem } from "./patent-number-problem.ts";
import { priceMenuSchema } from "./price-menu.ts";

const empty = { zh: "", en: "" };
const day = z.iso.date({ error: "not-a-date" }).nullable().default(null);

/** A patent number in any writing, kept in its normal form; a wrong check digit is named at the field. */
export const patentNumberSchema = z.string().transform((input, ctx) => {
  const found = readPatentNumber(input);
  if (found.ok) return found.number.normal;
  const problem = numberProblem(input, found);
  ctx.addIssue({ code: "custom", input, message: problem?.code ?? "invalid", params: { ...problem?.args } });
  return z.NEVER;
});

/** Offices that grant or publish for several countries, by their letters (WIPO ST.3). */
export const regionalOffices = ["EP", "WO", "EA", "AP", "OA", "GC"] as const;
export const isCountryOrOffice = (code: string): boolean =>
  countryCodes.includes(code) || regionalOffices.some((office) => office === code);

/** An IPC symbol of a class that there is, as it is shown. */
export const ipcSchema = z.string().transform((input, ctx) => {
  const shown = readIpc(input);
  const unknown = shown && unknownIpcClass(shown);
  if (shown && !unknown) return shown;
  ctx.addIssue({
    ...{ code: "custom", input, message: unknown ? "unknown-ipc-class" : "bad-ipc" },
    ...(unknown ? { params: { symbol: unknown } } : {}),
  });
  return z.NEVER;
});

export const benefitSchema = z.strictObject({
  name: bilingualSchema(60, true),
  // ≤ 8, 3–5 or ×1.7 is a figure, "many" is none
  figure: textSchema(30, 1).refine((s) => /\d/.test(s.normalize("NFKC")), { error: "not-a-figure" }),
  unit: bilingualSchema(30),
  condition: bilingualSchema(300, true),
  checkedOn: day,
});
/** A share in percent with at most two decimals; 0 where it is not agreed yet. */
export const sharePctSchema = z
  .number()
  .min(0)
  .max(100)
  .refine((share) => Math.abs(share * 100 - Math.round(share * 100)) < 1e-6, { error: "two-decimals" });
export const inventorSchema = z.strictObject({
  name: bilingualSchema(60, true),
  sharePct: sharePctSchema,
  orcid: orNull(orcidSchema),
});
const words = z.array(textSchema(40, 1)).max(20).default([]);

/** Everything a listing says. A draft may leave most of it empty; readiness says what publishing still asks for. */
export const listingFields = {
  assetKind: z.enum(assetKinds),
  field: z.enum(technologyFields),
  /** The language whose text counts where the two differ. */
  prevailing: z.enum(locales).default("zh"),
  title: bilingualSchema(200, true),
  summary: bilingualSchema(200).default(empty),
  problem: bilingualSchema(2000).default(empty),
  solution: bilingualSchema(4000).default(empty),
  benefits: z.array(benefitSchema).max(6).default([]),
  noDataYet: z.boolean().default(false),
  rival: bilingualSchema(1000).default(empty),
  applications: z.array(bilingualSchema(120, true)).max(8).default([]),
  evidence: z.array(bilingualSchema(300, true)).max(8).default([]),
  keywordsZh: words,
  keywordsEn: words,
  ipc: z.array(ipcSchema).max(6).default([]),
  industry: orNull(z.string().regex(/^[A-T]\d{2,4}$/, { error: "invalid" })),
  sei: orNull(z.string().regex(/^[1-9]\.\d$/, { error: "invalid" })),
  trl: z.number().int().min(1).max(9).nullable().default(null),
  number: orNull(patentNumberSchema),
  /** Number in the register of the other kinds: software copyright, plant variety, layout design, data set. */
  registrationNo: orNull(textSchema(60, 1)),
  /** Own listings that a bundle offers together. */
  parts: z.array(idSchema("listing")).max(20).default([]),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { error: "not-an-option" })
    .refine(isCountryOrOffice, { error: "not-an-option" })
    .default("CN"),
  legalStatus: z.enum(legalStatuses).default("unknown"),
  legalCheckedOn: day,
  filingDate: day,
  grantDate: day,
  annuityDue: day,
  inventors: z.array(inventorSchema).max(20).default([]),
  rights: z.array(z.enum(dealTypes)).default([]),
  encumbrances: bilingualSchema(1000).default(empty),
  priceMode: z.enum(priceModes).default("ask"),
  priceMin: amountSchema.nullable().default(null),
  priceMax: amountSchema.nullable().default(null),
  priceMenu: priceMenuSchema,
  currency: z.enum(currencies).default("CNY"),
  fundingSource: bilingualSchema(200).default(empty),
  projectNo: orNull(textSchema(60, 1)),
  contactTeam: bilingualSchema(200).default(empty),
  region: orNull(regionSchema),
};

const priceOrder = <T extends { priceMin: bigint | null; priceMax: bigint | null }>(l: T): boolean =>
  l.priceMin === null || l.priceMax === null || l.priceMin <= l.priceMax;
const orderIssue = { path: ["priceMax"], error: "out-of-order" };
const dayOrder = <T extends { filingDate: string | null; grantDate: string | null }>(l: T): boolean =>
  l.filingDate === null || l.grantDate === null || l.filingDate <= l.grantDate;
const dayIssue = { path: ["grantDate"], error: "before-filing" };

export const createListingInput = z
  .strictObject({ id: idSchema("listing"), ...listingFields })
  .refine(priceOrder, orderIssue)
  .refine(dayOrder, dayIssue);
export type CreateListingInput = z.output<typeof createListingInput>;
export type ListingFields = Omit<CreateListingInput, "id">;
export const saveListingInput = z
  .strictObject({
    id: idSchema("listing"),
    version: z.number().int().min(1),
    /** A live listing goes off the market and back to a draft where this save changes what was confirmed and cleared. */
    takeBack: z.boolean().optional(),
    ...listingFields,
  })
  .refine(priceOrder, orderIssue)
  .refine(dayOrder, dayIssue);
export type SaveListingInput = z.output<typeof saveListingInput>;
export const moveListingInput = z.strictObject({ id: idSchema("listing"), version: z.number().int().min(1) });
export type MoveListingInput = z.output<typeof moveListingInput>;
export const importedListing = z.strictObject(listingFields).refine(priceOrder, orderIssue).refine(dayOrder, dayIssue);
