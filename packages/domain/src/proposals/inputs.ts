import { z } from "zod";
import { costBearers, dealTypes, improvementOwners } from "../contracts/index.ts";
import { amountSchema, idSchema, orNull, textSchema } from "../shared/index.ts";

/** Most characters (code points) of each part: about one page together. */
export const proposalLengths = {
  title: 80,
  hypothesis: 825,
  rationale: 825,
  plan: 1025,
  team: 500,
  conflicts: 500,
  territory: 200,
  ipNote: 500,
} as const;
export const mostMilestones = 12;

const text = (part: keyof typeof proposalLengths) => textSchema(proposalLengths[part]).default("");

const milestoneSchema = z.strictObject({
  name: textSchema(80, 1),
  /** Minor units of the demand's currency. */
  amount: amountSchema.refine((n) => n >= 1n, { error: "must-be-positive" }),
  /** From the signature on. */
  weeks: z.number().int().min(1).max(260),
});
export type ProposalMilestone = z.output<typeof milestoneSchema>;

/** Everything a proposal says. A draft may leave all of it empty; submitting asks for what is missing. */
export const proposalFields = {
  title: text("title"),
  hypothesis: text("hypothesis"),
  rationale: text("rationale"),
  plan: text("plan"),
  trl: orNull(z.number().int().min(1).max(9)),
  team: text("team"),
  budget: orNull(amountSchema),
  milestones: z.array(milestoneSchema).max(mostMilestones).default([]),
  /** The right that is offered; its terms become the deal record. */
  dealType: z.enum(dealTypes).default("development"),
  termMonths: z.number().int().min(1).max(240).default(60),
  territory: text("territory"),
  royaltyPct: z.number().multipleOf(0.01).min(0).max(50).default(0),
  improvementOwner: z.enum(improvementOwners).default("each_own"),
  patentCostBearer: z.enum(costBearers).default("licensor"),
  ipNote: text("ipNote"),
  /** Ties to the demander, its people or its reviewers; "none" is said too. */
  conflicts: text("conflicts"),
};
export const proposalFieldsSchema = z.strictObject(proposalFields);
export type ProposalFields = z.output<typeof proposalFieldsSchema>;

export const demandNumberSchema = z.string().regex(/^DN-\d{4}-\d{6}$/, { error: "id" });
const id = idSchema("proposal");
const version = z.number().int().min(1);

/** `from` is an earlier proposal of the own organisation whose text is taken over; the id is made by the form. */
export const createProposalInput = z.strictObject({
  id,
  demand: demandNumberSchema,
  from: orNull(id),
});
export type CreateProposalInput = z.output<typeof createProposalInput>;
export const saveProposalInput = z.strictObject({ id, version, ...proposalFields });
export type SaveProposalInput = z.output<typeof saveProposalInput>;
export const moveProposalInput = z.strictObject({ id, version });
export type MoveProposalInput = z.output<typeof moveProposalInput>;
