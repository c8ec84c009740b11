import { type Ctx, oneOr404, reading, type TxCtx } from "@peony/db";
import { contractDocuments, files, users } from "@peony/db/schema";
import { type ContractDocumentInput, nextSigner } from "@peony/domain/contracts";
import type { Id } from "@peony/domain/shared";
import { and, eq, inArray } from "drizzle-orm";
import { contractForParty, requireReader, type SignerRow, signersOf, sourceOf } from "./rows.ts";

const namesOf = async (t: TxCtx, signers: readonly SignerRow[]) => {
  const ids = signers.map((s) => s.userId);
  const rows = await t.tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(rows.map((u) => [u.id, u.name]));
};

const documentsOf = (t: TxCtx, contractId: Id<"contract">) =>
  t.tx
    .select({
      kind: contractDocuments.kind,
      sha256: contractDocuments.sha256,
      createdAt: contractDocuments.createdAt,
    })
    .from(contractDocuments)
    .where(eq(contractDocuments.contractId, contractId));

/** `now`: whose rows these are may sign; `later`: an earlier signer is awaited; `done`: has signed; null: does not sign. */
const turnOf = (own: readonly SignerRow[], next: SignerRow | null) => {
  if (own.length === 0) return null;
  if (own.every((s) => s.state === "signed")) return "done";
  return own.some((s) => s.id === next?.id) ? "now" : "later";
};

/**
 * A contract as a party sees it: state, terms and facts, signers in order and whose turn it is, its documents, and the hash to sign.
 * Strangers and the broker on the deal are told there is none. @throws DomainError not-found
 */
export const readContract = async (
  ctx: Ctx,
  by: { readonly contractId: Id<"contract"> } | { readonly dealId: Id<"deal"> },
) => {
  const member = requireReader(ctx.actor);
  return reading(ctx, async (t) => {
    const { contract, deal, side } = await contractForParty(t, member, by);
    const signers = await signersOf(t, contract.id);
    const names = await namesOf(t, signers);
    const next = contract.state === "ready_to_sign" ? nextSigner(signers) : null;
    const own = signers.filter((s) => s.userId === member.userId && s.orgId === member.orgId);
    return {
      id: contract.id,
      number: contract.number,
      dealId: deal.id,
      dealNumber: deal.number,
      state: contract.state,
      side,
      ...sourceOf(contract),
      /** What a signer is shown and sends back; null until the text is kept. */
      documentHash: contract.documentHash,
      createdAt: contract.createdAt,
      signedAt: contract.signedAt,
      sealedAt: contract.sealedAt,
      signers: signers.map((s) => ({
        id: s.id,
        position: s.position,
        side: s.side,
        name: names.get(s.userId) ?? "",
        state: s.state,
        signedAt: s.signedAt,
        isYou: own.includes(s),
        isNext: s.id === next?.id,
      })),
      yourTurn: turnOf(own, next),
      documents: await documentsOf(t, contract.id),
    } as const;
  });
};
export type ContractView = Awaited<ReturnType<typeof readContract>>;

/** Where a contract's document is, for a party only. @throws DomainError not-found */
export const readContractDocument = async (
  ctx: Ctx,
  input: ContractDocumentInput,
): Promise<{ fileId: Id<"file">; sha256: string; name: string }> => {
  const member = requireReader(ctx.actor);
  return reading(ctx, async (t) => {
    const { contract } = await contractForParty(t, member, { contractId: input.contractId });
    return oneOr404(
      await t.tx
        .select({ fileId: files.id, sha256: contractDocuments.sha256, name: files.name })
        .from(contractDocuments)
        .innerJoin(files, eq(files.id, contractDocuments.fileId))
        .where(and(eq(contractDocuments.contractId, contract.id), eq(contractDocuments.kind, input.kind))),
      input.kind,
    );
  });
};
