import { audit, type Ctx, emit, inTransaction, type TxCtx } from "@peony/db";
import { contractSigners, contracts, deals } from "@peony/db/schema";
import { contractMachine, decideSigning, type SignContractInput } from "@peony/domain/contracts";
import { type MemberActor, requireStepUp, requireVerified } from "@peony/domain/identity";
import { DomainError, nextState } from "@peony/domain/shared";
import { and, eq } from "drizzle-orm";
import { openEscrow } from "../escrow/index.ts";
import { requireGate } from "../shared/index.ts";
import {
  type ContractRow,
  contractForParty,
  type DealRow,
  factsOf,
  type SignerRow,
  signersOf,
  sourceOf,
} from "./rows.ts";

/** The signature itself, with what proves it, in the signer's row and in the deal's audit chain. */
const sign = async (t: TxCtx, member: MemberActor, contract: ContractRow, signer: SignerRow): Promise<void> => {
  const moved = await t.tx
    .update(contractSigners)
    .set({
      state: "signed",
      signedAt: t.now,
      signedHash: contract.documentHash,
      address: t.origin.address,
      agent: t.origin.agent,
    })
    .where(and(eq(contractSigners.id, signer.id), eq(contractSigners.state, "waiting")))
    .returning({ id: contractSigners.id });
  if (moved.length === 0) throw new DomainError("conflict", `signer ${signer.id} has signed meanwhile`);
  await audit(t, {
    chain: contract.dealId,
    action: "contract.signature",
    object: signer.id,
    payload: {
      contractId: contract.id,
      position: signer.position,
      documentHash: contract.documentHash,
      termsHash: contract.termsHash,
      provedAt: member.provedAt?.toISOString() ?? null,
    },
  });
};

/** The last signature: the contract stands, and the money it speaks of gets its place, before anybody can see the one without the other. */
const complete = async (t: TxCtx, contract: ContractRow, deal: DealRow): Promise<void> => {
  const to = nextState(contractMachine, "contracts/transition", contract.state, "complete", "signer");
  const moved = await t.tx
    .update(contracts)
    .set({ state: to, signedAt: t.now, version: contract.version + 1 })
    .where(and(eq(contracts.id, contract.id), eq(contracts.state, contract.state)))
    .returning({ id: contracts.id });
  if (moved.length === 0) throw new DomainError("conflict", `contract ${contract.id} left ${contract.state}`);
  await openEscrow(t, {
    dealId: deal.id,
    contractId: contract.id,
    sellerOrgId: deal.sellerOrgId,
    buyerOrgId: deal.buyerOrgId,
    brokerOrgId: deal.brokerOrgId,
    terms: sourceOf(contract).terms,
    termsHash: contract.termsHash,
    platformFeeBps: factsOf(contract).platformFeeBps,
  });
  await emit(t.tx, "contract.signed", { contractId: contract.id });
};

/**
 * Signs for the actor's organisation the text whose hash the actor was shown. Signers queue on the contract and sign in order; a
 * second click is answered as success. The last signature makes the contract stand and opens the held money in the same transaction.
 * @throws DomainError contracts/hash, contracts/not-your-turn, contracts/transition, step-up, forbidden; not-found to strangers
 */
export const signContract = async (ctx: Ctx, input: SignContractInput): Promise<{ complete: boolean }> => {
  const member = requireVerified(ctx.actor, ["signatory"]);
  return inTransaction(ctx, async (t) => {
    const { deal } = await contractForParty(t, member, { contractId: input.contractId });
    const [contract] = await t.tx.select().from(contracts).where(eq(contracts.id, input.contractId)).for("update");
    if (!contract) throw new DomainError("not-found", input.contractId);
    const signers = await signersOf(t, contract.id);
    const own = signers.some((s) => s.userId === member.userId && s.orgId === member.orgId);
    if (!own) throw new DomainError("forbidden", `${member.userId} does not sign for ${member.orgId}`);
    const decision = decideSigning({
      state: contract.state,
      documentHash: contract.documentHash,
      shownHash: input.documentHash,
      signers,
      userId: member.userId,
    });
    if (decision.kind === "already") return { complete: contract.state === "signed" };
    await requireGate(t, deal, "contract");
    requireStepUp(member, t.now);
    await sign(t, member, contract, decision.signer);
    await t.tx.update(deals).set({ updatedAt: t.now }).where(eq(deals.id, deal.id));
    if (decision.completes) await complete(t, contract, deal);
    else await emit(t.tx, "contract.signature", { contractId: contract.id, signerId: decision.signer.id });
    return { complete: decision.completes };
  });
};
