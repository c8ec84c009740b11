import type { Events } from "@peony/domain/shared";
import { notifyProposal, notifyRecommendation, notifyReviewer } from "@peony/features/proposals";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

export const notifyOfProposal = (
  deps: Pick<WorkerDeps, "db">,
  { proposalId }: Events["proposal.changed"],
): Promise<void> => notifyProposal(systemCtx(deps, "notices"), proposalId);

export const tellReviewer = (
  deps: Pick<WorkerDeps, "db">,
  { demandId, userId }: Events["reviewer.appointed"],
): Promise<void> => notifyReviewer(systemCtx(deps, "notices"), demandId, userId);

export const tellOfRecommendation = (
  deps: Pick<WorkerDeps, "db">,
  { demandId, userId }: Events["award.recommended"],
): Promise<void> => notifyRecommendation(systemCtx(deps, "notices"), demandId, userId);
