import { z } from "zod";
import { dealTypes } from "../contracts/index.ts";
import { readIpc, technologyFields } from "../listings/index.ts";
import {
  amountSchema,
  bilingualSchema,
  idSchema,
  orNull,
  pageInput,
  regionSchema,
  textSchema,
} from "../shared/index.ts";
import {
  demandKinds,
  demandVisibilities,
  depositStates,
  hazards,
  ipWishes,
  partnerKinds,
  paymentModes,
  targetDirections,
  testBases,
} from "./demand.ts";
import { invitationSides } from "./invitation.ts";
import { leastWords } from "./readback.ts";

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
  kind: z.enum(demandKinds).default("ordinary"),
  field: z.enum(technologyFields),
  title: either(120),
  background: bilingualSchema(3000).default({ zh: "", en: "" }),
  targets: z.array(targetSchema).max(6).default([]),
  testMethod: bilingualSchema(1000).default({ zh: "", en: "" }),
  testBasis: z.enum(testBases).default("own"),
  constraints: bilingualSchema(1000).default({ zh: "", en: "" }),
  hazards: z.array(z.enum(hazards)).default([]),
  samplesAvailable: z.boolean().default(false),
  budgetMin: amountSchema.nullable().default(null),
  budgetMax: amountSchema.nullable().default(null),
  paymentMode: z.enum(paymentModes).default("milestones"),
  deadline: orNull(z.iso.date({ error: "not-a-date" })),
  /** Left out: 60 days after the last day of the window. A challenge only. */
  feedbackDue: orNull(z.iso.date({ error: "not-a-date" })),
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

/** What a published demand may still change: its last day, its day of feedback, and that it is opened. */
export const adjustDemandInput = z.strictObject({
  id: idSchema("demand"),
  version: z.number().int().min(1),
  deadline: demandFields.deadline,
  feedbackDue: demandFields.feedbackDue,
  visibility: z.enum(demandVisibilities),
});
export type AdjustDemandInput = z.output<typeof adjustDemandInput>;

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

/** The park or the operator sends a demand back: its firm reads why. */
export const returnDemandInput = moveDemandInput.extend({ reason: textSchema(500, 5) });
export type ReturnDemandInput = z.output<typeof returnDemandInput>;

/** Why a demand is taken away; owed where others may have answered it, and then read by those who proposed. */
export const cancelDemandInput = moveDemandInput.extend({ reason: textSchema(1000).default("") });
export type CancelDemandInput = z.input<typeof cancelDemandInput>;
/** Fewest characters of the reason, where one is owed. */
export const leastReason = 20;

const demandId = { demandId: idSchema("demand") };

/** What a firm says of other public money for the same work. */
export const stateFundingInput = z.strictObject({
  ...demandId,
  statement: textSchema(500, 5),
  noDuplicate: z.boolean().refine((said) => said, { error: "must-accept" }),
});
export type StateFundingInput = z.output<typeof stateFundingInput>;

/** Highest deposit, in hundredths of a per cent of the upper budget. */
const mostDepositBps = 2_000;
export const checkDemandInput = z
  .strictObject({
    ...demandId,
    result: z.enum(["passed", "refused"]),
    note: textSchema(500, 5),
    deposit: z.enum(depositStates).default("not_required"),
    /** Hundredths of a per cent of the upper budget, where a deposit is agreed. */
    depositBps: z.number().int().min(1).max(mostDepositBps).nullable().default(null),
  })
  .refine((c) => c.deposit !== "agreed" || c.depositBps !== null, { path: ["depositBps"], error: "required" });
export type CheckDemandInput = z.output<typeof checkDemandInput>;

export const assignReadbackInput = z.strictObject({ ...demandId, expert: idSchema("user") });
export type AssignReadbackInput = z.output<typeof assignReadbackInput>;
const readback = { readbackId: idSchema("readback") };
/** The duty of confidence: what is learned is kept, the firm's name before all. */
export const confideReadbackInput = z.strictObject({
  ...readback,
  accepted: z.literal(true, { error: "must-accept" }),
});
export type ConfideReadbackInput = z.output<typeof confideReadbackInput>;
export const stateConflictInput = z
  .strictObject({ ...readback, conflict: z.enum(["none", "declared"]), note: textSchema(500).default("") })
  .refine((c) => c.conflict === "none" || c.note !== "", { path: ["note"], error: "required" });
export type StateConflictInput = z.output<typeof stateConflictInput>;
export const writeReadbackInput = z.strictObject({ ...readback, text: textSchema(2000, leastWords) });
export type WriteReadbackInput = z.output<typeof writeReadbackInput>;
export const answerReadbackInput = z
  .strictObject({ ...readback, answer: z.enum(["confirmed", "corrected"]), correction: textSchema(1000).default("") })
  .refine((a) => a.answer === "confirmed" || [...a.correction].length >= leastWords, {
    path: ["correction"],
    error: "too-short",
    params: { min: leastWords },
  });
export type AnswerReadbackInput = z.output<typeof answerReadbackInput>;

/** An organisation is named by its slug or by its whole name in either language. */
export const inviteInput = z.strictObject({
  ...demandId,
  organisation: textSchema(120, 2),
  side: z.enum(invitationSides).default("solver"),
  reason: textSchema(300, 5),
  listingId: orNull(idSchema("listing")),
});
export type InviteInput = z.output<typeof inviteInput>;
const invitation = { invitationId: idSchema("demandInvitation") };
/** A broker that takes the slot of a demand that hides whose it is learns the name, and takes the duty of confidence with it. */
export const answerInvitationInput = z.strictObject({
  ...invitation,
  answer: z.enum(["accepted", "declined"]),
  confide: z.boolean().optional(),
});
export type AnswerInvitationInput = z.output<typeof answerInvitationInput>;
/** A minute in Chinese time as forms send it: 2026-12-01T10:00. */
const minute = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, { error: "not-a-date" })
  .transform((local, ctx): Date => {
    const at = new Date(`${local}:00+08:00`);
    if (Number.isNaN(at.getTime())) ctx.addIssue({ code: "custom", input: local, message: "not-a-date" });
    return at;
  });
/** A broker that took the slot proposes a time to the firm, with a note. */
export const fillSlotInput = z.strictObject({ ...invitation, meetAt: minute, note: textSchema(500, 5) });
export type FillSlotInput = z.output<typeof fillSlotInput>;
/** What came of the broker's help, in words; it ends the slot. */
export const closeSlotInput = z.strictObject({ ...invitation, result: textSchema(1000, leastWords) });
export type CloseSlotInput = z.output<typeof closeSlotInput>;
export const withdrawInvitationInput = z.strictObject(invitation);
export type WithdrawInvitationInput = z.output<typeof withdrawInvitationInput>;

export const askQuestionInput = z.strictObject({
  id: idSchema("demandQuestion"),
  ...demandId,
  text: textSchema(500, 5),
  /** The asker's organisation is named under the question. */
  named: z.boolean().default(false),
});
export type AskQuestionInput = z.output<typeof askQuestionInput>;
export const answerQuestionInput = z.strictObject({
  questionId: idSchema("demandQuestion"),
  answer: textSchema(1000, 2),
});
export type AnswerQuestionInput = z.output<typeof answerQuestionInput>;

/** The owner does not answer it in public; the asker reads why, and nobody else. */
export const setQuestionAsideInput = z.strictObject({
  questionId: idSchema("demandQuestion"),
  reason: textSchema(500, 5),
});
export type SetQuestionAsideInput = z.output<typeof setQuestionAsideInput>;

export const browseDemandsInput = z.strictObject({
  ...pageInput,
  q: textSchema(200).default(""),
  /** Left out, or empty as a form sends it: every field. */
  field: z.preprocess((v) => (v === "" ? undefined : v), z.enum(technologyFields).optional()),
});
export type BrowseDemandsInput = z.output<typeof browseDemandsInput>;
