import { z } from "zod";
import { emailSchema } from "../identity/index.ts";
import { assetKinds, sharePctSchema, technologyFields } from "../listings/index.ts";
import { bilingualSchema, idSchema, locales, orNull, textSchema } from "../shared/index.ts";
import { mostStepDays, protectionRoutes } from "./disclosure.ts";

const day = z.iso.date({ error: "not-a-date" });
const version = z.number().int().min(1);
const id = idSchema("disclosure");

export const publicity = ["no", "planned", "yes"] as const;
export type Publicity = (typeof publicity)[number];

/** What a disclosure says (journey J7 step 1). A draft may leave most of it empty; handing it in asks for the rest. */
const disclosureFields = {
  /** Language the texts are written in; the listing made from it takes them there. */
  language: z.enum(locales).default("zh"),
  field: z.enum(technologyFields).default("other"),
  title: textSchema(200).default(""),
  /** What is new, against what people do today. */
  novelty: textSchema(4000).default(""),
  /** The problem it solves. */
  problem: textSchema(2000).default(""),
  /** Whether it was or will be made public: novelty is lost by it. */
  publicity: z.enum(publicity).default("no"),
  publicOn: orNull(day),
  publicWhere: textSchema(300).default(""),
  funding: textSchema(200).default(""),
  projectNo: textSchema(60).default(""),
  /** Who helped without being an inventor: students, other units, what they brought in. */
  helpers: textSchema(1000).default(""),
  /** One per line. */
  bestUses: z.array(textSchema(120, 1)).max(8).default([]),
  firmsKnown: z.array(textSchema(120, 1)).max(20).default([]),
  inventors: z
    .array(
      z.strictObject({
        name: bilingualSchema(60, true),
        sharePct: sharePctSchema.default(0),
        email: z.preprocess((v) => (v === "" ? null : v), emailSchema.nullable().default(null)),
      }),
    )
    .max(20)
    .default([]),
};
type WithPublicity = { publicity: Publicity; publicOn: string | null };
const datedWhenPublic = (d: WithPublicity): boolean => d.publicity === "no" || d.publicOn !== null;
const dateIssue = { path: ["publicOn"], error: "required" };

export const createDisclosureInput = z.strictObject({ id, ...disclosureFields }).refine(datedWhenPublic, dateIssue);
export type CreateDisclosureInput = z.output<typeof createDisclosureInput>;
export type DisclosureFields = Omit<CreateDisclosureInput, "id">;
export const saveDisclosureInput = z
  .strictObject({ id, version, ...disclosureFields })
  .refine(datedWhenPublic, dateIssue);
export type SaveDisclosureInput = z.output<typeof saveDisclosureInput>;

export const moveDisclosureInput = z.strictObject({ id, version });
export type MoveDisclosureInput = z.output<typeof moveDisclosureInput>;

/** The assessment: protect it, keep it as know-how, or give it back with a reason. */
export const assessDisclosureInput = z
  .strictObject({
    id,
    version,
    decision: z.enum([...protectionRoutes, "return"], { error: "choose" }),
    /** Required where it is given back; the inventors read it. */
    note: textSchema(1000).default(""),
  })
  .refine((a) => a.decision !== "return" || a.note !== "", { path: ["note"], error: "required" });
export type AssessDisclosureInput = z.output<typeof assessDisclosureInput>;

/** Says that it is protected: filed on a day, or put under secrecy. */
export const protectDisclosureInput = z.strictObject({ id, version, note: textSchema(200).default("") });
export type ProtectDisclosureInput = z.output<typeof protectDisclosureInput>;

/** Makes a listing draft of it; everything else comes from the disclosure. */
export const listDisclosureInput = z.strictObject({
  id,
  version,
  listingId: idSchema("listing"),
  assetKind: z.enum(assetKinds, { error: "choose" }),
});
export type ListDisclosureInput = z.output<typeof listDisclosureInput>;

/** Why a step is late, and until when it will be done. */
export const explainDelayInput = z.strictObject({
  id,
  version,
  reason: textSchema(500, 1),
  dueOn: day,
});
export type ExplainDelayInput = z.output<typeof explainDelayInput>;

/** An inventor's statement on a deal: text of the notice seen, and whether there is a tie to the buyer. */
export const stateRelationInput = z
  .strictObject({
    dealId: idSchema("deal"),
    /** SHA-256 of the text that was shown; another text is refused. */
    noticeHash: z.string().regex(/^[0-9a-f]{64}$/, { error: "invalid" }),
    related: z.enum(["yes", "no"], { error: "choose" }),
    relation: textSchema(500).default(""),
    agree: z.literal(true, { error: "must-accept" }),
    /** Of the confirmation link, where the inventor has no account. */
    token: z
      .string()
      .regex(/^[\w-]{43}$/)
      .optional(),
  })
  .refine((s) => s.related === "no" || s.relation !== "", { path: ["relation"], error: "required" });
export type StateRelationInput = z.output<typeof stateRelationInput>;

const days = z.number().int().min(1).max(mostStepDays);
/** A unit's own working days for each step; steps that begin from then on have them. `version` is the one that was read, 0 where there is none. */
export const saveStepDaysInput = z.strictObject({
  version: z.number().int().min(0),
  disclosed: days,
  assessed: days,
  protected: days,
});
export type SaveStepDaysInput = z.output<typeof saveStepDaysInput>;
