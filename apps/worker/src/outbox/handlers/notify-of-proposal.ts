import type { Events } from "@peony/domain/shared";
import {
  notifyProposal,
  notifyRecommendation,
  notifyReviewer,
  tellProposersOfAnswer as ofAnswer,
  tellProposersOfWindow as ofWindow,
} from "@peony/features/proposals";
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

/** Those who write a proposal hear what happens to the window of its demand. */
export const tellProposersOfWindow = (
  deps: Pick<WorkerDeps, "db">,
  { demandId }: Events["demand.window"],
): Promise<void> => ofWindow(systemCtx(deps, "notices"), demandId);

/** Those who write a proposal hear that an answer was changed. */
export const tellProposersOfAnswer = (
  deps: Pick<WorkerDeps, "db">,
  { questionId }: Events["demand.question"],
): Promise<void> => ofAnswer(systemCtx(deps, "notices"), questionId);
