import {
  type Actor,
  type MemberActor,
  type MemberRole,
  type OrganisationKind,
  officerRoles,
  requireMember,
} from "@peony/domain/identity";
import { DomainError, type Page } from "@peony/domain/shared";
import { readStatement, type StatementLine } from "@peony/features/ledger";
import { readRewardStatements } from "@peony/features/royalties";
import type { Ctx } from "#server/ctx.ts";

const readers: readonly MemberRole[] = [...officerRoles, "finance"];
const reads = (member: MemberActor): boolean => member.roles.some((r) => readers.includes(r));

/** Officers and finance read their organisation's ledger. @throws DomainError unauthenticated, forbidden */
export const requireLedgerReader = (actor: Actor): MemberActor => {
  const member = requireMember(actor);
  if (!reads(member)) throw new DomainError("forbidden", `${member.userId} does not read the ledger`);
  return member;
};

/**
 * What the statement page shows a member: the organisation's ledger, null for those who do not read it (an inventor, an expert),
 * and on its first page the inventors' benefit statements, of which an inventor gets an own share only.
 * @throws DomainError unauthenticated, forbidden
 */
export const readOwnStatements = async (ctx: Ctx, cursor: string | undefined) => {
  const member = requireMember(ctx.actor);
  return {
    kind: member.orgKind,
    ledger: reads(member) ? await readStatement(ctx, { cursor }) : null,
    rewards: member.orgKind === "university" && !cursor ? await readRewardStatements(ctx) : [],
  };
};

/** What the head of the page says it shows: the platform's own organisation has its fees there and no money held for it. */
export const leadOf = (
  kind: OrganisationKind,
  ledger: Page<StatementLine> | null,
): "lead" | "operator-lead" | "own-lead" => {
  if (!ledger) return "own-lead";
  return kind === "operator" && ledger.rows.every((l) => l.account === "revenue") ? "operator-lead" : "lead";
};
