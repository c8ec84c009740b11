import type { Events } from "@peony/domain/shared";
import { notifyDisclosure } from "@peony/features/disclosures";
import { notifyConfirmation } from "@peony/features/listings";
import { notifyObjection, notifyReward, notifyRewardPaid } from "@peony/features/royalties";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

type Deps = Pick<WorkerDeps, "db">;

/** An inventor answered, or let the day pass: the office learns of it. */
export const notifyOfConfirmation = (deps: Deps, { confirmationId }: Events["listing.confirmation"]): Promise<void> =>
  notifyConfirmation(systemCtx(deps, "notices"), confirmationId);

/** A disclosed result moved: whoever is next learns of it, and its inventors. */
export const notifyOfDisclosure = (
  deps: Deps,
  { disclosureId, version }: Events["disclosure.stepped"],
): Promise<void> => notifyDisclosure(systemCtx(deps, "notices"), disclosureId, version);

/** A benefit statement is written: its inventors learn of it. */
export const notifyOfReward = (deps: Deps, { rewardId }: Events["reward.calculated"]): Promise<void> =>
  notifyReward(systemCtx(deps, "notices"), rewardId);

/** An objection was raised or decided: the other side learns of it. */
export const notifyOfObjection = (deps: Deps, { objectionId }: Events["reward.objection"]): Promise<void> =>
  notifyObjection(systemCtx(deps, "notices"), objectionId);

/** A statement was paid out: its inventors learn of it. */
export const notifyOfPaid = (deps: Deps, { rewardId }: Events["reward.paid"]): Promise<void> =>
  notifyRewardPaid(systemCtx(deps, "notices"), rewardId);
