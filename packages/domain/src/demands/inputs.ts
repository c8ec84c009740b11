import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { readIpc, technologyFields } from "../listings/index.ts";
import { amountSchema, bilingualSchema, idSchema, pageInput, regionSchema, textSchema } from "../shared/index.ts";
import { demandVisibilities, ipWishes, partnerKinds, paymentModes, targetDirections } from "./demand.ts";

/** A figure as written by hand: digits with an optional sign and decimals, so that two of them can be compared. */
const figure = z
  .string()
  .trim()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, { error: "not-a-number" });

/** Text in both languages of which one must be there; a missing one is asked for at the Chinese field. */
const either = (max: number) =>
  bilingualSchema(max).refine((t) => t.zh !== "" || t.en !== "", { error: "required", path: ["zh"] });

export const targetSchema = z.strictObject({
  name: either(60),
  current: figure.or(z.literal("")).default(""),
  target: figure,
  direction: z.enum(targetDirections),
  unit: bilingualSchema(30),
});

/** An empty field of a form is "not said". */
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === "" ? null : v), schema.nullable().default(null));
/** Entries of one field, such as words between commas; what is wrong with one of them is said at the field. */
const entries = (most: number, read: (entry: string) => { value: string } | { error: string; max?: number }) =>
  z
    .array(z.string().trim().max(200))
    .max(most)
    .transform((all, ctx): string[] =>
      all.flatMap((input) => {
        const result = read(input);
        if ("value" in result) return [result.value];
        ctx.addIssue({ code: "custom", input, message: result.error, params: { max: result.max } });
        return [];
      }),
    )
    .default([]);

const longestWord = 40;
const words = entries(20, (input) => {
  const word = textSchema(longestWord, 1).safeParse(input);
  return word.success ? { value: word.data } : { error: "too-long", max: longestWord };
});
const classes = entries(6, (input) => {
  const shown = readIpc(input);
  return shown === null ? { error: "bad-ipc" } : { value: shown };
});

/** Everything a firm says about its problem. A draft may leave most of it empty; publishing asks for what matters. */
export const demandFields = {
  field: z.enum(technologyFields),
  title: either(120),
  background: bilingualSchema(3000).default({ zh: "", en: "" }),
  targets: z.array(targetSchema).max(6).default([]),
  testMethod: bilingualSchema(1000).default({ zh: "", en: "" }),
  constraints: bilingualSchema(1000).default({ zh: "", en: "" }),
  samplesAvailable: z.boolean().default(false),
  budgetMin: amountSchema.nullable().default(null),
  budgetMax: amountSchema.nullable().default(null),
  paymentMode: z.enum(paymentModes).default("milestones"),
  deadline: orNull(z.iso.date({ error: "not-a-date" })),
  ipWish: z.enum(ipWishes).default("licence"),
  partnerKinds: z.array(z.enum(partnerKinds)).default([]),
  site: bilingualSchema(200).default({ zh: "", en: "" }),
  region: orNull(regionSchema),
  visibility: z.enum(demandVisibilities).default("open"),
  trlWanted: z.number().int().min(1).max(9).nullable().default(null),
  rightsWanted: z.array(z.enum(dealTypes)).default([]),
  keywordsZh: words,
  keywordsEn: words,
  ipc: classes,
};

const budgetOrder = <T extends { budgetMin: bigint | null; budgetMax: bigint | null }>(d: T): boolean =>
  d.budgetMin === null || d.budgetMax === null || d.budgetMin <= d.budgetMax;
const orderIssue = { path: ["budgetMax"], error: "out-of-order" };

export const createDemandInput = z
  .strictObject({ id: idSchema("demand"), ...demandFields })
  .refine(budgetOrder, orderIssue);
export type CreateDemandInput = z.output<typeof createDemandInput>;
export const saveDemandInput = z
  .strictObject({ id: idSchema("demand"), version: z.number().int().min(1), ...demandFields })
  .refine(budgetOrder, orderIssue);
export type SaveDemandInput = z.output<typeof saveDemandInput>;
export const moveDemandInput = z.strictObject({ id: idSchema("demand"), version: z.number().int().min(1) });
export type MoveDemandInput = z.output<typeof moveDemandInput>;

export const browseDemandsInput = z.strictObject({
  ...pageInput,
  q: textSchema(200).default(""),
  /** Left out, or empty as a form sends it: every field. */
  field: z.preprocess((v) => (v === "" ? undefined : v), z.enum(technologyFields).optional()),
});
export type BrowseDemandsInput = z.output<typeof browseDemandsInput>;
