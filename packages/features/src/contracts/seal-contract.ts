import { audit, type Ctx, inTransaction, reading, type TxCtx } from "@peony/db";
import { auditEvents, auditHeads, contractDocuments, contracts } from "@peony/db/schema";
import type { ContractSource, EvidenceFacts, SignatureFacts } from "@peony/domain/contracts";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, eq, isNull } from "drizzle-orm";
import { recordDocument, type StoredDocument } from "./record-document.ts";
import { type ContractRow, factsOf, type SignerRow, signersOf, sourceOf } from "./rows.ts";

type AuditRow = typeof auditEvents.$inferSelect;

const signatureOf = (contract: ContractRow, s: SignerRow, rows: readonly AuditRow[]): SignatureFacts => {
  const facts = factsOf(contract);
  const row = rows.find((r) => r.object === s.id);
  const provedAt = row?.payload.provedAt;
  if (!s.signedAt || !s.signedHash) throw new DomainError("contracts/transition", `${s.id} has not signed`);
  return {
    position: s.position,
    side: s.side,
    name: facts.signers.find((f) => f.side === s.side)?.name ?? "",
    organisation: facts[s.side],
    signedAt: s.signedAt,
    signedHash: s.signedHash,
    provedAt: typeof provedAt === "string" ? new Date(provedAt) : null,
    address: s.address,
    agent: s.agent,
    audit: row ? { seq: row.seq, hash: row.hash } : null,
  };
};

const tipOf = async (t: TxCtx, chain: string): Promise<EvidenceFacts["chainTip"]> => {
  const [head] = await t.tx.select().from(auditHeads).where(eq(auditHeads.chain, chain));
  return { seq: Number(head?.seq ?? 0), hash: head?.hash ?? "" };
};

export type Unsealed = {
  readonly source: ContractSource;
  readonly evidence: Omit<EvidenceFacts, "contractTitle">;
  /** Hash of the text that was signed, by which the file store has it. */
  readonly documentHash: string;
};

/** What the final document and the evidence of a signed contract are made from; null where it is not signed or sealed already. */
export const readUnsealed = (ctx: Ctx, contractId: Id<"contract">): Promise<Unsealed | null> =>
  reading(ctx, async (t) => {
    const [contract] = await t.tx.select().from(contracts).where(eq(contracts.id, contractId));
    if (contract?.state !== "signed" || contract.sealedAt || !contract.documentHash || !contract.signedAt) return null;
    const rows = await t.tx
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.chain, contract.dealId), eq(auditEvents.action, "contract.signature")));
    const source = sourceOf(contract);
    return {
      source,
      documentHash: contract.documentHash,
      evidence: {
        contractNumber: contract.number,
        dealNumber: source.facts.dealNumber,
        prevailingLanguage: source.terms.prevailingLanguage,
        documentHash: contract.documentHash,
        termsHash: contract.termsHash,
        signedAt: contract.signedAt,
        signatures: (await signersOf(t, contract.id)).map((s) => signatureOf(contract, s, rows)),
        chainTip: await tipOf(t, contract.dealId),
      },
    };
  });

/** Keeps the final document and the evidence report. A repeat changes nothing. */
export const recordSeal = async (
  ctx: Ctx,
  contractId: Id<"contract">,
  documents: { readonly signed: StoredDocument; readonly evidence: StoredDocument },
): Promise<void> => {
  if (ctx.actor.kind !== "system") throw new DomainError("not-found", "only the house seals");
  await inTransaction(ctx, async (t) => {
    const [contract] = await t.tx
      .update(contracts)
      .set({ sealedAt: t.now })
      .where(and(eq(contracts.id, contractId), eq(contracts.state, "signed"), isNull(contracts.sealedAt)))
      .returning();
    if (!contract) return;
    for (const document of [documents.signed, documents.evidence])
      await recordDocument(t, contract, factsOf(contract).seller.organisationId, document);
    const kept = await t.tx
      .select({ kind: contractDocuments.kind, sha256: contractDocuments.sha256 })
      .from(contractDocuments)
      .where(eq(contractDocuments.contractId, contractId));
    await audit(t, {
      chain: contract.dealId,
      action: "contract.sealed",
      object: contractId,
      payload: Object.fromEntries(kept.map((d) => [d.kind, d.sha256])),
    });
  });
};
