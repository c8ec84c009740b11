import type { TxCtx } from "@peony/db";
import { members, organisations } from "@peony/db/schema";
import type { Id } from "@peony/domain/shared";
import { and, desc, eq, isNull } from "drizzle-orm";

const seatColumns = { orgId: members.orgId, roles: members.roles, kind: organisations.kind };
type Seat = {
  readonly roles: readonly string[];
  readonly kind: (typeof organisations.$inferSelect)["kind"];
};

/** The organisation a person acts for first: the one they joined last. */
export const firstSeat = async (t: TxCtx, userId: Id<"user">) => {
  const [seat] = await t.tx
    .select(seatColumns)
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(and(eq(members.userId, userId), isNull(members.suspendedAt)))
    .orderBy(desc(members.createdAt), members.orgId)
    .limit(1);
  return seat;
};

/** The seat a person has in this organisation, if any. */
export const seatIn = async (t: TxCtx, userId: Id<"user">, orgId: Id<"organisation">) => {
  const [seat] = await t.tx
    .select(seatColumns)
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(and(eq(members.userId, userId), eq(members.orgId, orgId), isNull(members.suspendedAt)));
  return seat;
};

/** Operator, park and finance keep short sessions. */
export const isShort = (seat: Seat | undefined): boolean =>
  seat !== undefined && (seat.kind === "operator" || seat.kind === "park" || seat.roles.includes("finance"));
