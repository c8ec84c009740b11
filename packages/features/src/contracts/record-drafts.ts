import { audit, type Ctx, emit, inTransaction, reading } from "@peony/db";
import { contracts, deals } from "@peony/db/schema";
import { type ContractSource, contractMachine } from "@peony/domain/contracts";
import { DomainError, type Id, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { recordDocument, type StoredDocument } from "./record-document.ts";
import { factsOf, sourceOf } from "./rows.ts";

/** What the text of a contract that waits for it is written from; null where there is none or its text is kept already. */
export const readUnrendered = (ctx: Ctx, contractId: Id<"contract">): Promise<ContractSource | null> =>
  reading(ctx, async (t) => {
    const [contract] = await t.tx.select().from(contracts).where(eq(contracts.id, contractId));
    return contract?.state === "drafting" ? sourceOf(contract) : null;
  });

/**
 * Keeps a contract's texts and opens it for signing. What signers sign is the text in the prevailing language; its hash is written
 * once and never again. A repeat changes nothing.
 */
export const recordDrafts = async (
  ctx: Ctx,
  contractId: Id<"contract">,
  drafts: { readonly zh: StoredDocument; readonly en: StoredDocument },
): Promise<void> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the house keeps texts");
  await inTransaction(ctx, async (t) => {
    const [contract] = await t.tx.select().from(contracts).where(eq(contracts.id, contractId)).for("update");
    if (contract?.state !== "drafting") return;
    const to = nextState(contractMachine, "contracts/transition", contract.state, "rendered", "system");
    const documentHash = drafts[sourceOf(contract).terms.prevailingLanguage].sha256;
    const owner = factsOf(contract).seller.organisationId;
    for (const draft of [drafts.zh, drafts.en]) await recordDocument(t, contract, owner, draft);
    await t.tx
      .update(contracts)
      .set({ state: to, documentHash, version: contract.version + 1 })
      .where(and(eq(contracts.id, contractId), eq(contracts.state, contract.state)));
    await t.tx.update(deals).set({ updatedAt: t.now }).where(eq(deals.id, contract.dealId));
    await audit(t, {
      chain: contract.dealId,
      action: "contract.ready",
      object: contractId,
      payload: { documentHash, zh: drafts.zh.sha256, en: drafts.en.sha256 },
    });
    await emit(t.tx, "contract.ready", { contractId });
  });
};
