import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { ipcSchema, technologyFields } from "../listings/index.ts";
import { amountSchema, bilingualSchema, idSchema, pageInput, textSchema } from "../shared/index.ts";
import { demandVisibilities, ipWishes, partnerKinds, paymentModes, targetDirections } from "./demand.ts";

/** A figure as written by hand: digits with an optional sign and decimals, so that two of them can be compared. */
const figure = z
  .string()
  .trim()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/, { error: "not-a-number" });

export const targetSchema = z.strictObject({
  name: bilingualSchema(60, true),
  current: figure.or(z.literal("")).default(""),
  target: figure,
  direction: z.enum(targetDirections),
  unit: bilingualSchema(30),
});

/** An empty field of a form is "not said". */
const orNull = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === "" ? null : v), schema.nullable().default(null));
const words = z.array(textSchema(40, 1)).max(12).default([]);

/** Everything a firm says about its problem. A draft may leave most of it empty; publishing asks for what matters. */
export const demandFields = {
  field: z.enum(technologyFields),
  title: bilingualSchema(120, true),
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
  region: orNull(z.string().regex(/^\d{6}$/, { error: "bad-region" })),
  visibility: z.enum(demandVisibilities).default("open"),
  trlWanted: z.number().int().min(1).max(9).nullable().default(null),
  rightsWanted: z.array(z.enum(dealTypes)).default([]),
  keywordsZh: words,
  keywordsEn: words,
  ipc: z.array(ipcSchema).max(6).default([]),
};

export const createDemandInput = z.strictObject({ id: idSchema("demand"), ...demandFields });
export type CreateDemandInput = z.output<typeof createDemandInput>;
export const saveDemandInput = z.strictObject({
  id: idSchema("demand"),
  version: z.number().int().min(1),
  ...demandFields,
});
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
