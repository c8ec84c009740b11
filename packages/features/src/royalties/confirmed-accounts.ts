import type { TxCtx } from "@peony/db";
import { deals, listingConfirmations, members, users } from "@peony/db/schema";
import type { Bilingual, Id } from "@peony/domain/shared";
import { and, desc, eq, isNotNull, isNull, or, sql } from "drizzle-orm";

export type Confirmed = {
  readonly confirmationId: Id<"confirmation">;
  readonly name: Bilingual;
  readonly sharePct: number;
  /** Null where the inventor has no account in the unit, or none that may act. */
  readonly userId: Id<"user"> | null;
};

/**
 * Who accepted the text and shares of a deal's listing, the last acceptance of each first. An acceptance that a later edit recalled
 * still says who the person is. The account is the one that accepted, or the unit's member with that proved address; one that is
 * suspended, or left, is none.
 */
export const confirmedOf = async (
  t: TxCtx,
  orgId: Id<"organisation">,
  dealId: Id<"deal">,
): Promise<readonly Confirmed[]> => {
  const c = listingConfirmations;
  const account = and(
    isNull(users.suspendedAt),
    isNotNull(users.emailVerifiedAt),
    or(eq(users.id, c.userId), and(isNull(c.userId), eq(sql`lower(${users.email})`, c.email))),
  );
  const rows = await t.tx
    .select({ confirmationId: c.id, name: c.name, sharePct: c.sharePct, userId: members.userId })
    .from(c)
    .innerJoin(deals, eq(deals.listingId, c.listingId))
    .leftJoin(users, account)
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.orgId, orgId), isNull(members.suspendedAt)))
    .where(
      and(
        eq(deals.id, dealId),
        or(eq(c.state, "accepted"), and(eq(c.state, "recalled"), isNotNull(c.answeredAt), isNull(c.comment))),
      ),
    )
    .orderBy(desc(c.answeredAt), desc(c.id));
  return rows;
};

/** The confirmation of an inventor as a contract names them; nobody where the names do not agree in both languages. */
export const confirmationOf = (confirmed: readonly Confirmed[], name: Bilingual): Confirmed | null =>
  confirmed.find((c) => c.name.zh === name.zh && c.name.en === name.en) ?? null;
