import { inTransaction } from "@peony/db";
import { contracts, deals } from "@peony/db/schema";
import { termsSchema } from "@peony/domain/contracts";
import type { Events } from "@peony/domain/shared";
import { closeListing as close } from "@peony/features/listings";
import { eq } from "drizzle-orm";
import { systemCtx, type WorkerDeps } from "../../deps.ts";

/** Marks what a signed exclusive contract took off the market as licensed or assigned. A repeat changes nothing. */
export const closeListing = (deps: Pick<WorkerDeps, "db">, { contractId }: Events["contract.signed"]): Promise<void> =>
  inTransaction(systemCtx(deps, "listings"), async (t) => {
    const [row] = await t.tx
      .select({ listingId: deals.listingId, terms: contracts.terms, state: contracts.state })
      .from(contracts)
      .innerJoin(deals, eq(deals.id, contracts.dealId))
      .where(eq(contracts.id, contractId));
    if (row?.state === "signed") await close(t, row.listingId, termsSchema.parse(row.terms).dealType);
  });
