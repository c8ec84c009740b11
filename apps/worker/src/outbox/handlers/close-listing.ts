import { inTransaction } from "@peony/db";
import { contracts, deals, demands } from "@peony/db/schema";
import { termsSchema } from "@peony/domain/contracts";
import type { Events } from "@peony/domain/shared";
import { stepDemand } from "@peony/features/demands";
import { closeListing as close } from "@peony/features/listings";
import { eq } from "drizzle-orm";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/**
 * Marks what a signed contract took off the market: a listing under an exclusive right as licensed or assigned, a demand whose award
 * it fulfils as contracted. A repeat changes nothing.
 */
export const closeListing = (deps: Pick<WorkerDeps, "db">, { contractId }: Events["contract.signed"]): Promise<void> =>
  inTransaction(systemCtx(deps, "listings"), async (t) => {
    const [row] = await t.tx
      .select({
        listingId: deals.listingId,
        demandId: deals.demandId,
        demandState: demands.state,
        terms: contracts.terms,
        state: contracts.state,
      })
      .from(contracts)
      .innerJoin(deals, eq(deals.id, contracts.dealId))
      .leftJoin(demands, eq(demands.id, deals.demandId))
      .where(eq(contracts.id, contractId));
    if (row?.state !== "signed") return;
    if (row.listingId) await close(t, row.listingId, termsSchema.parse(row.terms).dealType);
    else if (row.demandId && row.demandState === "awarded") await stepDemand(t, row.demandId, "contract", "system");
  });
