import type { TxCtx } from "@peony/db";
import { demandInvitations, demandReadbacks, demands } from "@peony/db/schema";
import type { DemandRole } from "@peony/domain/demands";
import { type Actor, isOfficer, type MemberActor, officerRoles, requireVerified } from "@peony/domain/identity";
import { DomainError } from "@peony/domain/shared";
import { and, eq, isNotNull, isNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { isOpen } from "./rows.ts";

/** An officer of a verified park or operator: reads and checks every demand that left its draft. */
export const isChecker = (a: Actor): boolean =>
  a.kind === "person" && a.orgVerified && (a.orgKind === "park" || a.orgKind === "operator") && isOfficer(a);

/** @throws DomainError not-found to everybody else: what is to be checked is not there for them */
export const requireChecker = (a: Actor): MemberActor => {
  const member = requireVerified(a, officerRoles);
  if (!isChecker(a)) throw new DomainError("not-found", "no checker of demands");
  return member;
};
export const checkerRole = (member: MemberActor): DemandRole => (member.orgKind === "park" ? "park" : "operator");

const orgOf = (a: Actor): string => (a.kind === "person" ? (a.orgId ?? "") : "");
const userOf = (a: Actor): string => (a.kind === "person" ? a.userId : "");

/** Rows of other tables that name this demand; the query's own table is spelled out, since a bare column would be read as theirs. */
const ofThis = (t: TxCtx, table: typeof demandInvitations | typeof demandReadbacks, where: SQL | undefined): SQL =>
  sql`exists (${t.tx
    .select({ one: sql`1` })
    .from(table)
    .where(and(sql`${table.demandId} = "demands"."id"`, where))})`;

/** A broker is no reader before it took the slot. */
const invited = (t: TxCtx): SQL =>
  ofThis(
    t,
    demandInvitations,
    and(
      eq(demandInvitations.orgId, orgOf(t.actor)),
      isNull(demandInvitations.withdrawnAt),
      or(eq(demandInvitations.side, "solver"), eq(demandInvitations.answer, "accepted")),
    ),
  );

/** Its own organisation proposes, or asked: it keeps reading, whatever became of its invitation. */
const takesPart = (org: string): SQL =>
  sql`exists (select from proposals p where p.demand_id = "demands"."id" and p.org_id = ${org})
    or exists (select from demand_questions q where q.demand_id = "demands"."id" and q.ask_org_id = ${org})`;

/**
 * Demands somebody may be shown in lists: open ones of everybody, and named ones of the own organisation and of those that invited it.
 * The database's own rule (`reads_demand`) says the same of one row.
 */
export const isListed = (t: TxCtx): SQL | undefined => {
  const org = orgOf(t.actor);
  const everybodys = notInArray(demands.visibility, ["named"]);
  if (org === "") return and(isOpen, everybodys);
  return and(
    isOpen,
    or(everybodys, eq(demands.orgId, org), isChecker(t.actor) ? sql`true` : undefined, invited(t), takesPart(org)),
  );
};

/** Whether this reader may know whose the demand is. Its own organisation, the park and the operator, its expert past the duty of confidence and without a conflict, its broker once it took the task. */
export const mayName = (t: TxCtx): SQL<boolean> => {
  const org = orgOf(t.actor);
  if (isChecker(t.actor)) return sql<boolean>`true`;
  if (org === "") return sql<boolean>`${demands.visibility} <> 'hidden_name'`;
  const expert = and(
    eq(demandReadbacks.expertUserId, userOf(t.actor)),
    or(
      eq(demandReadbacks.conflict, "none"),
      and(isNotNull(demandReadbacks.confidedAt), isNull(demandReadbacks.conflict)),
    ),
    isNull(demandReadbacks.replacedAt),
  );
  const broker = and(
    eq(demandInvitations.orgId, org),
    eq(demandInvitations.side, "broker"),
    eq(demandInvitations.answer, "accepted"),
    isNull(demandInvitations.withdrawnAt),
  );
  return sql<boolean>`(${demands.visibility} <> 'hidden_name' or ${demands.orgId} = ${org} or ${ofThis(t, demandReadbacks, expert)} or ${ofThis(t, demandInvitations, broker)})`;
};

/** The database's rule on one row; every door to a demand asks it. */
export const readable: SQL<boolean> = sql<boolean>`reads_demand("demands"."id")`;

/**
 * Demands whose text this reader may read: a broker that was asked for help with one that is not everybody's reads in the clinic what it
 * is called and how hard it is, and the rest once it took the slot.
 */
export const readableWhole = (t: TxCtx): SQL | undefined => {
  const asked = and(
    eq(demandInvitations.orgId, orgOf(t.actor)),
    eq(demandInvitations.side, "broker"),
    isNull(demandInvitations.withdrawnAt),
    sql`${demandInvitations.answer} is distinct from 'accepted'`,
  );
  const everybodys = sql`(${demands.visibility} <> 'named' and ${demands.state} <> 'clinic')`;
  return and(readable, sql`(${everybodys} or not ${ofThis(t, demandInvitations, asked)})`);
};
