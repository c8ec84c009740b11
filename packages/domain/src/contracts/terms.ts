import { z } from "zod";
import {
  amountSchema,
  assets,
  bilingualSchema,
  currencies,
  idSchema,
  type Money,
  textSchema,
} from "../shared/index.ts";
import { missingGlyphs } from "./glyphs.ts";

export const dealTypes = [
  "assignment",
  "exclusive",
  "sole",
  "ordinary",
  "open_licence",
  "development",
  "service",
  "consulting",
  "equity",
] as const;
export type DealType = (typeof dealTypes)[number];

export const royaltyBases = ["net_sales", "units", "output_value", "profit"] as const;
export const improvementOwners = ["each_own", "licensor", "licensee", "joint"] as const;
export const costBearers = ["licensor", "licensee", "shared"] as const;
export const commissionPayers = ["seller", "buyer"] as const;

/** The law as the form writes it; what it is called in each language is a message. */
export const chineseLaw = "中华人民共和国法律";

const amount = amountSchema.refine((n) => n >= 1n, { error: "must-be-positive" });
const percent = (max: number) => z.number().multipleOf(0.01).min(0).max(max);

/** Words that go into the contract: a character its fonts lack is named here, at the field. */
const drawn = <S extends z.ZodType>(schema: S, words: (value: z.output<S>) => string) =>
  schema.superRefine((value, ctx) => {
    const characters = missingGlyphs(words(value)).join(" ");
    if (characters) ctx.addIssue({ code: "custom", message: "no-glyph", params: { characters } });
  });
const bilingual = (max: number) => drawn(bilingualSchema(max, true), (t) => t.zh + t.en);
const text = (max: number, min = 0) => drawn(textSchema(max, min), (t) => t);

export const milestoneTerms = z.strictObject({
  name: bilingual(80),
  /** Minor units of the deal's currency. */
  amount,
  deliverable: bilingual(400),
  /** How the buyer tests it; acceptance names this method. */
  testMethod: bilingual(400),
  dueDays: z.number().int().min(1).max(1825),
  inspectionDays: z.number().int().min(1).max(30).default(10),
});

const mostCommissionPct = 30;

export const commissionTerms = z.strictObject({
  organisationId: idSchema("organisation"),
  pct: percent(mostCommissionPct),
  payer: z.enum(commissionPayers).default("seller"),
});

/**
 * The deal record: entered once, and every document, amount and figure is produced from it.
 * Amounts are decimal strings of minor units; percentages are numbers with two decimals. The sum of milestones is the fixed price.
 */
export const termsSchema = z
  .strictObject({
    dealType: z.enum(dealTypes),
    fieldOfUse: bilingual(400),
    territory: bilingual(200),
    termMonths: z.number().int().min(1).max(240),
    currency: z.enum(currencies).default("CNY"),
    milestones: z.array(milestoneTerms).min(1).max(12),
    royaltyPct: percent(50).default(0),
    royaltyBase: z.enum(royaltyBases).default("net_sales"),
    minimumAnnual: amountSchema.default(0n),
    sublicencePct: percent(100).default(0),
    improvementOwner: z.enum(improvementOwners),
    patentCostBearer: z.enum(costBearers),
    commissions: z.array(commissionTerms).max(3).default([]),
    governingLaw: text(80, 1).default(chineseLaw),
    prevailingLanguage: z.enum(["zh", "en"]).default("zh"),
    note: text(1000).default(""),
  })
  // a line above its own limit is told that one; the sum, in hundredths, binds only where each line is within its own
  .refine(
    ({ commissions }) =>
      commissions.some((c) => c.pct > mostCommissionPct) ||
      commissions.reduce((sum, c) => sum + Math.round(c.pct * 100), 0) <= 5000,
    { path: ["commissions"], error: "too-big", params: { max: 50 } },
  );

export type Terms = z.output<typeof termsSchema>;
export type TermsInput = z.input<typeof termsSchema>;

/** Fixed price: the sum of the milestones. */
export const priceOf = (t: Terms): Money => ({
  amount: t.milestones.reduce((sum, m) => sum + m.amount, 0n),
  asset: assets[t.currency],
});

const bigintsAsStrings = (_: string, v: unknown): unknown => (typeof v === "bigint" ? v.toString() : v);

/** Terms as stored and sent: bigint amounts become decimal strings. `termsSchema.parse` reads them back. */
export const termsToWire = (t: Terms): TermsInput => JSON.parse(JSON.stringify(t, bigintsAsStrings)) as TermsInput;
