import { oneOr404, type TxCtx } from "@peony/db";
import { contractSigners, contracts, deals } from "@peony/db/schema";
import { type ContractFacts, type ContractSource, termsSchema } from "@peony/domain/contracts";
import { type Actor, type MemberActor, type MemberRole, requireMember } from "@peony/domain/identity";
import { type DealSide, DomainError, dealSide, type Id } from "@peony/domain/shared";
import { asc, eq } from "drizzle-orm";
import { requireGate } from "../shared/index.ts";

export type ContractRow = typeof contracts.$inferSelect;
export type SignerRow = typeof contractSigners.$inferSelect;
export type DealRow = typeof deals.$inferSelect;

/** Facts are written by `draftContract` alone and read back as they are. */
export const factsOf = (c: ContractRow): ContractFacts => c.facts as unknown as ContractFacts;

/** What the contract's text is written from, as frozen when it was drafted. */
export const sourceOf = (c: ContractRow): ContractSource => ({
  facts: factsOf(c),
  terms: termsSchema.parse(c.terms),
  termsHash: c.termsHash,
  template: c.template,
});

const readers: readonly MemberRole[] = ["owner", "manager", "member", "signatory", "finance"];

/** Members of a party who may read its contracts; to anybody else, the broker on the deal included, there is none. */
export const requireReader = (a: Actor): MemberActor => {
  const member = requireMember(a);
  if (!readers.some((r) => member.roles.includes(r))) throw new DomainError("not-found", "role reads no contracts");
  return member;
};

export const signersOf = (t: TxCtx, contractId: Id<"contract">): Promise<SignerRow[]> =>
  t.tx
    .select()
    .from(contractSigners)
    .where(eq(contractSigners.contractId, contractId))
    .orderBy(asc(contractSigners.position));

/** The contract and its deal, by the contract's or the deal's id, for a party only. @throws DomainError not-found; listings/gate to a buyer before whom the export gate has closed */
export const contractForParty = async (
  t: TxCtx,
  member: MemberActor,
  by: { readonly contractId: Id<"contract"> } | { readonly dealId: Id<"deal"> },
): Promise<{ contract: ContractRow; deal: DealRow; side: DealSide }> => {
  const what = "contractId" in by ? by.contractId : by.dealId;
  const found = oneOr404(
    await t.tx
      .select({ contract: contracts, deal: deals })
      .from(contracts)
      .innerJoin(deals, eq(deals.id, contracts.dealId))
      .where("contractId" in by ? eq(contracts.id, by.contractId) : eq(contracts.dealId, by.dealId)),
    what,
  );
  const side = dealSide(member.orgId, found.deal);
  if (!side) throw new DomainError("not-found", `${what} hidden from ${member.orgId}`);
  if (side === "buyer") await requireGate(t, found.deal, "contract");
  return { ...found, side };
};
