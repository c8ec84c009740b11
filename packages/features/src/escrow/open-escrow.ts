import { emit, oneOr404, type TxCtx } from "@peony/db";
import { heldItems, organisations } from "@peony/db/schema";
import { type EscrowTerms, fundingDeadline, planItem, releaseLines } from "@peony/domain/escrow";
import { assets, type Id } from "@peony/domain/shared";
import { eq } from "drizzle-orm";
import { moveItem, recordEvent } from "./rows.ts";

export type OpenEscrowInput = {
  readonly dealId: Id<"deal">;
  readonly contractId: Id<"contract">;
  readonly sellerOrgId: Id<"organisation">;
  readonly buyerOrgId: Id<"organisation">;
  readonly brokerOrgId: Id<"organisation"> | null;
  /** The contract's terms fit here as they are. */
  readonly terms: EscrowTerms;
  readonly termsHash: string;
  readonly platformFeeBps: number;
};

/**
 * Makes one held item per milestone, in the transaction of the last signature. The first is called for funds, the others wait for
 * the one before. The split of each is worked out once here, so that a price that cannot be split is refused before anybody pays;
 * the owner's region is written
 * into the first event, because the benefit rule of region and day of signature applies to the whole contract.
 * @throws DomainError escrow/amount
 */
export const openEscrow = async (t: TxCtx, input: OpenEscrowInput): Promise<void> => {
  const seller = oneOr404(
    await t.tx
      .select({ region: organisations.region })
      .from(organisations)
      .where(eq(organisations.id, input.sellerOrgId)),
    input.sellerOrgId,
  );
  for (const [i, milestone] of input.terms.milestones.entries()) {
    const { due, splits } = planItem(milestone.amount, input.terms.commissions, input.platformFeeBps);
    releaseLines({ amount: due, asset: assets[input.terms.currency] }, input.sellerOrgId, splits);
    const [item] = await t.tx
      .insert(heldItems)
      .values({
        id: t.newId("item"),
        dealId: input.dealId,
        contractId: input.contractId,
        position: i + 1,
        name: milestone.name,
        deliverable: milestone.deliverable,
        testMethod: milestone.testMethod,
        sellerOrgId: input.sellerOrgId,
        buyerOrgId: input.buyerOrgId,
        brokerOrgId: input.brokerOrgId,
        currency: input.terms.currency,
        due,
        state: "agreed",
        seq: 1,
        inspectionDays: milestone.inspectionDays,
        termsHash: input.termsHash,
        splits,
        createdAt: t.now,
        updatedAt: t.now,
      })
      .returning();
    if (!item) throw new Error("insert returned nothing");
    await recordEvent(t, item, "agree", 1, "agreed", {
      payload: { termsHash: input.termsHash, sellerRegion: seller.region },
    });
    if (i === 0) await moveItem(t, item, "call_for_funds", "system", { deadline: fundingDeadline(t.now) });
    else await emit(t.tx, "escrow.changed", { itemId: item.id });
  }
};
