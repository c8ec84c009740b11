import { contracts, heldItems, offers } from "@peony/db/schema";
import type { Events } from "@peony/domain/shared";
import { notifyOfferEnd, notifyTurn } from "@peony/features/deals";
import { notifyPayee } from "@peony/features/escrow";
import { eq } from "drizzle-orm";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

const tell = (deps: WorkerDeps, dealId: string | undefined): Promise<void> =>
  dealId ? notifyTurn(systemCtx(deps, "notices"), dealId) : Promise.resolve();

export const notifyOfOffer = async (deps: WorkerDeps, { offerId }: Events["offer.sent"]): Promise<void> => {
  const [row] = await deps.db.select({ dealId: offers.dealId }).from(offers).where(eq(offers.id, offerId));
  await tell(deps, row?.dealId);
};

export const notifyOfOfferEnd = (deps: WorkerDeps, { offerId }: Events["offer.declined"]): Promise<void> =>
  notifyOfferEnd(systemCtx(deps, "notices"), offerId);

export const notifyOfContract = async (deps: WorkerDeps, { contractId }: Events["contract.signed"]): Promise<void> => {
  const [row] = await deps.db.select({ dealId: contracts.dealId }).from(contracts).where(eq(contracts.id, contractId));
  await tell(deps, row?.dealId);
};

export const notifyOfMoney = async (deps: WorkerDeps, { itemId }: Events["escrow.changed"]): Promise<void> => {
  const [row] = await deps.db.select({ dealId: heldItems.dealId }).from(heldItems).where(eq(heldItems.id, itemId));
  await tell(deps, row?.dealId);
};

export const tellPayee = (deps: Pick<WorkerDeps, "db">, { disbursementId }: Events["payout.changed"]): Promise<void> =>
  notifyPayee(systemCtx(deps, "notices"), disbursementId);
