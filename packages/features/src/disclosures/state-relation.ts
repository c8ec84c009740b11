import { audit, type Ctx, canonicalHash, inTransaction, oneOr404, type TxCtx } from "@peony/db";
import { contracts, deals, listingConfirmations, partyStatements } from "@peony/db/schema";
import { type ContractFacts, termsSchema } from "@peony/domain/contracts";
import { type NoticeText, noticeTextOf, type StateRelationInput } from "@peony/domain/disclosures";
import { requireMember } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import { enterByLink } from "../royalties/index.ts";
import { ownConfirmations, provedEmail } from "./results.ts";

/** An agreed deal as its inventors are shown it: the notice as it will be posted, and the hash of that text. */
export type AgreedDeal = {
  readonly dealId: Id<"deal">;
  readonly number: string;
  readonly notice: NoticeText;
  readonly noticeHash: string;
  readonly signedAt: Date | null;
  readonly facts: ContractFacts;
  readonly terms: ReturnType<typeof termsSchema.parse>;
};

/** The agreed deals of a listing, the oldest first. */
export const agreedDealsOf = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  listingId: Id<"listing">,
): Promise<AgreedDeal[]> => {
  const rows = await t.tx
    .select({ contract: contracts, number: deals.number })
    .from(contracts)
    .innerJoin(deals, eq(deals.id, contracts.dealId))
    .where(and(eq(deals.listingId, listingId), eq(deals.sellerOrgId, orgId)))
    .orderBy(asc(contracts.createdAt));
  return rows.map(({ contract, number }) => {
    const facts = contract.facts as unknown as ContractFacts;
    const terms = termsSchema.parse(contract.terms);
    const notice = noticeTextOf(facts, terms);
    const noticeHash = canonicalHash(notice);
    return { dealId: contract.dealId, number, notice, noticeHash, signedAt: contract.signedAt, facts, terms };
  });
};

/** Statements on deals, the latest of each inventor first. */
export const statementsOn = (t: TxCtx, dealIds: readonly Id<"deal">[]) =>
  t.tx
    .select({
      id: partyStatements.id,
      dealId: partyStatements.dealId,
      confirmationId: partyStatements.confirmationId,
      name: partyStatements.name,
      related: partyStatements.related,
      relation: partyStatements.relation,
      noticeHash: partyStatements.noticeHash,
      at: partyStatements.at,
    })
    .from(partyStatements)
    .where(inArray(partyStatements.dealId, [...dealIds]))
    .orderBy(desc(partyStatements.at), desc(partyStatements.id));

/** The accepted share by which the reader is an inventor of a deal's listing; nobody else may say anything here. */
const ownShare = async (ctx: Ctx, t: TxCtx, input: StateRelationInput) => {
  const holder = input.token ? await enterByLink(t, input.token) : null;
  const member = holder ? null : requireMember(ctx.actor);
  const c = listingConfirmations;
  const mine = holder
    ? inArray(
        c.id,
        holder.confirmations.map((x) => x.id),
      )
    : ownConfirmations(member?.userId ?? "", await provedEmail(t, member?.userId ?? ""));
  const [found] = await t.tx
    .select({ confirmation: c, listingId: c.listingId, orgId: deals.sellerOrgId })
    .from(c)
    .innerJoin(deals, eq(deals.listingId, c.listingId))
    .where(and(eq(deals.id, input.dealId), eq(c.state, "accepted"), mine))
    // two sendings of one form wait for each other here
    .for("update", { of: c });
  return oneOr404(found ? [found] : [], input.dealId);
};

/**
 * An inventor confirms the notice of a deal and says whether there is a tie to the buyer. The word is kept with the text it was given
 * on; a later one counts instead, and none is changed. The same word again is one.
 * @throws DomainError not-found, stale where the text has changed since it was shown, listings/link-over
 */
export const stateRelation = async (ctx: Ctx, input: StateRelationInput): Promise<void> =>
  inTransaction(ctx, async (t) => {
    const { confirmation, listingId, orgId } = await ownShare(ctx, t, input);
    const [deal] = (await agreedDealsOf(t, orgId, listingId)).filter((d) => d.dealId === input.dealId);
    if (!deal) throw new DomainError("not-found", `${input.dealId} has no agreed terms`);
    if (deal.noticeHash !== input.noticeHash) throw new DomainError("stale", `${input.dealId} has another text`);
    const related = input.related === "yes";
    const relation = related ? input.relation : "";
    const [last] = (await statementsOn(t, [input.dealId])).filter((s) => s.confirmationId === confirmation.id);
    if (last && last.related === related && last.relation === relation && last.noticeHash === deal.noticeHash) return;
    const id = t.newId("partyStatement");
    await t.tx.insert(partyStatements).values({
      id,
      orgId,
      dealId: input.dealId,
      confirmationId: confirmation.id,
      userId: ctx.actor.kind === "person" && !input.token ? ctx.actor.userId : confirmation.userId,
      name: confirmation.name,
      related,
      relation,
      notice: { ...deal.notice },
      noticeHash: deal.noticeHash,
      at: t.now,
    });
    await audit(t, {
      chain: orgId,
      action: "deal.relation-stated",
      object: input.dealId,
      payload: { statement: id, confirmation: confirmation.id, related, notice: deal.noticeHash },
    });
  });
