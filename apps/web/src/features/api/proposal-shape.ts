import type { ProposalFields } from "@peony/domain/proposals";
import { z } from "zod";
import { amount } from "./shapes.ts";

/** What a proposal says. */
export const proposalTexts = z.object({
  title: z.string(),
  hypothesis: z.string(),
  rationale: z.string(),
  plan: z.string(),
  trl: z.number().int().nullable(),
  team: z.string(),
  budget: amount,
  milestones: z.array(z.object({ name: z.string(), amount: z.string(), weeks: z.number().int() })),
  dealType: z.string(),
  termMonths: z.number().int(),
  territory: z.string(),
  royaltyPct: z.number(),
  improvementOwner: z.string(),
  patentCostBearer: z.string(),
  ipNote: z.string(),
  conflicts: z.string(),
});

export const textsToWire = ({ milestones, budget, ...rest }: ProposalFields) => ({
  ...rest,
  budget: budget?.toString() ?? null,
  milestones: milestones.map((m) => ({ ...m, amount: m.amount.toString() })),
});
