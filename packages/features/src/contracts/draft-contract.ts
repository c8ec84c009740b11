import { audit, canonicalHash, emit, type TxCtx } from "@peony/db";
import { contractSigners, contracts, members, organisations, users } from "@peony/db/schema";
import {
  type AssetFacts,
  type BrokerFacts,
  type ContractFacts,
  missingGlyphs,
  type PartyFacts,
  platformFeeBps,
  type Terms,
  templateOf,
  termsToWire,
} from "@peony/domain/contracts";
import { chineseDay, DomainError, type Id } from "@peony/domain/shared";
import { and, asc, eq, isNull, sql } from "drizzle-orm";

export type DraftContractInput = {
  readonly dealId: Id<"deal">;
  readonly dealNumber: string;
  readonly offerId: Id<"offer">;
  readonly terms: Terms;
  readonly termsHash: string;
  readonly asset: AssetFacts;
  readonly sellerOrgId: Id<"organisation">;
  readonly buyerOrgId: Id<"organisation">;
};

const partyOf = async (t: TxCtx, id: Id<"organisation">): Promise<PartyFacts> => {
  const [o] = await t.tx.select().from(organisations).where(eq(organisations.id, id));
  if (!o) throw new DomainError("not-found", id);
  const { kind, nameZh, nameEn, region, address, legalRepresentative } = o;
  return {
    organisationId: id,
    kind,
    nameZh,
    nameEn,
    uscc: o.uscc ?? "",
    region: region ?? "",
    address,
    legalRepresentative,
  };
};

/** Who signs for an organisation: its member of longest standing with that role. @throws DomainError contracts/no-signatory */
const signatoryOf = async (t: TxCtx, party: PartyFacts) => {
  const [s] = await t.tx
    .select({ userId: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.orgId, party.organisationId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
        sql`'signatory' = any(${members.roles})`,
      ),
    )
    .orderBy(asc(members.createdAt), asc(users.id))
    .limit(1);
  if (!s)
    throw new DomainError("contracts/no-signatory", party.organisationId, { args: { organisation: party.nameZh } });
  return s;
};

/** Names and addresses go into the text: a character its fonts lack stops the agreement with a sentence, not the text with a box. */
const checkGlyphs = (facts: ContractFacts): void => {
  const characters = missingGlyphs(
    Object.values(facts)
      .map((v) => JSON.stringify(v))
      .join(""),
  ).join(" ");
  if (characters) throw new DomainError("contracts/glyphs", characters, { args: { characters } });
};

/** Writes the contract of an agreed deal from its terms, with its signers in order: the seller first, then the buyer. */
export const draftContract = async (t: TxCtx, input: DraftContractInput): Promise<Id<"contract">> => {
  const seller = await partyOf(t, input.sellerOrgId);
  const buyer = await partyOf(t, input.buyerOrgId);
  const brokers: BrokerFacts[] = [];
  for (const { organisationId, pct, payer } of input.terms.commissions)
    brokers.push({ ...(await partyOf(t, organisationId)), pct, payer });
  const signers = [
    { side: "seller" as const, orgId: input.sellerOrgId, ...(await signatoryOf(t, seller)) },
    { side: "buyer" as const, orgId: input.buyerOrgId, ...(await signatoryOf(t, buyer)) },
  ];
  const id = t.newId("contract");
  const number = `${input.dealNumber}-C1`;
  const facts: ContractFacts = {
    contractNumber: number,
    dealNumber: input.dealNumber,
    asset: input.asset,
    seller,
    buyer,
    brokers,
    platformFeeBps,
    signers: signers.map((s) => ({ side: s.side, name: s.name, organisationId: s.orgId })),
    agreedOn: chineseDay(t.now),
  };
  checkGlyphs(facts);
  await t.tx.insert(contracts).values({
    id,
    number,
    dealId: input.dealId,
    offerId: input.offerId,
    terms: termsToWire(input.terms),
    termsHash: input.termsHash,
    facts,
    template: templateOf(input.terms, input.asset),
    createdAt: t.now,
  });
  await t.tx.insert(contractSigners).values(
    signers.map((s, i) => ({
      id: t.newId("signer"),
      contractId: id,
      position: i + 1,
      side: s.side,
      orgId: s.orgId,
      userId: s.userId,
    })),
  );
  await audit(t, {
    chain: input.dealId,
    action: "contract.drafted",
    object: id,
    payload: { termsHash: input.termsHash, facts: canonicalHash(facts) },
  });
  await emit(t.tx, "contract.drafted", { contractId: id });
  return id;
};
