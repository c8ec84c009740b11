import { z } from "zod";
import { bilingualSchema, idSchema, textSchema } from "../shared/index.ts";
import { demandNumberSchema } from "./inputs.ts";

/** A lead scores each criterion and writes words; a commenter writes words, which inform and do not count. */
export const reviewerRoles = ["lead", "commenter"] as const;
export type ReviewerRole = (typeof reviewerRoles)[number];

/** Upper end of the points: 0 to 100, or 1 to 5. */
export const scales = [100, 5] as const;
export type Scale = (typeof scales)[number];
export const leastPoints = (scale: Scale): number => (scale === 5 ? 1 : 0);

export const mostCriteria = 8;
/** Days after the window has closed in which the scores are given, where the owner says nothing else. */
export const assessDays = 30;
/** Days before the promised day on which those who owe an answer are reminded. */
export const remindDays = 7;

/** Whole weights in hundredths of a per cent; all of them together are exactly this. */
export const wholeWeight = 10_000;

export const criterionSchema = z.strictObject({
  name: bilingualSchema(60, true),
  /** Per cent with at most two decimals. */
  weight: z.number().multipleOf(0.01).min(0.01).max(100),
});
export type Criterion = z.output<typeof criterionSchema>;

/** A weight as the whole number of hundredths it is; the nearest one, since 0.29 × 100 is not 29 in binary. */
export const hundredths = (weight: number): number => Math.round(weight * 100);

/** Weights must be 100 % together, exactly. */
export const weightSum = (criteria: readonly Pick<Criterion, "weight">[]): number =>
  criteria.reduce((sum, c) => sum + hundredths(c.weight), 0);

/** How a challenge is judged where its owner says nothing else before the window closes. */
export const defaultCriteria: readonly Criterion[] = [
  { name: { zh: "技术可行性", en: "Technical feasibility" }, weight: 40 },
  { name: { zh: "对指标的把握", en: "Likelihood of meeting the target" }, weight: 30 },
  { name: { zh: "团队与条件", en: "Team and facilities" }, weight: 20 },
  { name: { zh: "费用与进度", en: "Cost and schedule" }, weight: 10 },
];

const version = z.number().int().min(0);

/** `version` 0 says that nothing was set before. */
export const setJudgingInput = z
  .strictObject({
    demand: demandNumberSchema,
    version,
    scale: z.coerce.number().pipe(z.literal(scales)).default(100),
    criteria: z.array(criterionSchema).min(1).max(mostCriteria),
    assessDays: z.number().int().min(1).max(120).default(assessDays),
  })
  .refine((j) => weightSum(j.criteria) === wholeWeight, {
    path: ["criteria.0.weight"],
    error: "weights-not-whole",
  });
export type SetJudgingInput = z.output<typeof setJudgingInput>;

/** Somebody of the own organisation by mail address, or an expert of any verified one. */
export const appointReviewerInput = z.strictObject({
  demand: demandNumberSchema,
  email: z.email({ error: "not-an-email" }),
  role: z.enum(reviewerRoles),
});
export type AppointReviewerInput = z.output<typeof appointReviewerInput>;
export const dismissReviewerInput = z.strictObject({ demand: demandNumberSchema, userId: idSchema("user") });
export type DismissReviewerInput = z.output<typeof dismissReviewerInput>;

/** The duty of confidence, after which a reviewer learns a hidden demander's name and can say what ties them to it. */
export const confideReviewInput = z.strictObject({
  demand: demandNumberSchema,
  accepted: z.literal(true, { error: "must-accept" }),
});
export type ConfideReviewInput = z.output<typeof confideReviewInput>;

/** What a reviewer says before reading: about the challenge as a whole, and of which proposers' work they must not judge. */
export const stateConflictsInput = z.strictObject({
  demand: demandNumberSchema,
  statement: textSchema(500, 1),
  confirmed: z.literal(true, { error: "must-accept" }),
  /** Proposals that a conflict keeps from this reviewer. */
  conflicts: z.array(idSchema("proposal")).max(500).default([]),
});
export type StateConflictsInput = z.output<typeof stateConflictsInput>;

/** Points in the order of the criteria; a commenter gives none. */
export const reviewProposalInput = z.strictObject({
  proposalId: idSchema("proposal"),
  version,
  points: z.array(z.number().int().min(0).max(100)).max(mostCriteria).default([]),
  words: textSchema(2000, 1),
});
export type ReviewProposalInput = z.output<typeof reviewProposalInput>;

/** Why a proposal ends without the award; each is a message. */
export const proposalReasons = [
  "off_target",
  "not_feasible",
  "immature",
  "plan_unclear",
  "budget",
  "team",
  "rights",
  "conflict",
  "incomplete",
  "stronger_rival",
] as const;
export type ProposalReason = (typeof proposalReasons)[number];

export const screenProposalInput = z.strictObject({
  proposalId: idSchema("proposal"),
  pass: z.boolean(),
  reason: z.preprocess((v) => (v === "" ? null : v), z.enum(proposalReasons).nullable().default(null)),
  words: textSchema(1000).default(""),
});
export type ScreenProposalInput = z.output<typeof screenProposalInput>;

export const chooseProposalInput = z.strictObject({ proposalId: idSchema("proposal") });
export type ChooseProposalInput = z.output<typeof chooseProposalInput>;
/** Takes a finalist back among the assessed; why is kept. */
export const unlistProposalInput = z.strictObject({ proposalId: idSchema("proposal"), words: textSchema(500, 5) });
export type UnlistProposalInput = z.output<typeof unlistProposalInput>;
export const reviewSteps = ["screen", "assess", "shortlist"] as const;
export type ReviewStep = (typeof reviewSteps)[number];
export const stepReviewInput = z.strictObject({ demand: demandNumberSchema, step: z.enum(reviewSteps) });
export type StepReviewInput = z.output<typeof stepReviewInput>;

/** A reason is asked of one that lost; the winner gets words. */
export const giveFeedbackInput = z.strictObject({
  proposalId: idSchema("proposal"),
  reason: screenProposalInput.shape.reason,
  words: textSchema(2000, 20),
});
export type GiveFeedbackInput = z.output<typeof giveFeedbackInput>;

/** Which finalist a lead would award, with the reason the demander's officers read. */
export const recommendAwardInput = z.strictObject({
  proposalId: idSchema("proposal"),
  words: textSchema(1000, 20),
});
export type RecommendAwardInput = z.output<typeof recommendAwardInput>;

/** Sentence to the public; kept with the notice. */
export const awardProposalInput = z.strictObject({
  proposalId: idSchema("proposal"),
  dealId: idSchema("deal"),
  note: textSchema(500).default(""),
});
export type AwardProposalInput = z.output<typeof awardProposalInput>;
