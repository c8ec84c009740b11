import type { TxCtx } from "@peony/db";
import { members, notifications, users } from "@peony/db/schema";
import type { MemberRole } from "@peony/domain/identity";
import type { Id, Locale } from "@peony/domain/shared";
import { and, arrayOverlaps, eq, isNull } from "drizzle-orm";
import { queueMail } from "./queue-mail.ts";

export type Told = { readonly userId: Id<"user">; readonly email: string; readonly locale: Locale };

/** Members of an organisation with one of these roles who may act: neither seat nor person is suspended. */
export const membersWith = (t: TxCtx, orgId: Id<"organisation">, roles: readonly MemberRole[]): Promise<Told[]> =>
  t.tx
    .select({ userId: users.id, email: users.email, locale: users.locale })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.orgId, orgId),
        isNull(members.suspendedAt),
        isNull(users.suspendedAt),
        arrayOverlaps(members.roles, [...roles]),
      ),
    );

type Notice = {
  readonly orgId: Id<"organisation">;
  /** Message key of the notice and of the mail. */
  readonly kind: string;
  readonly urgency: (typeof notifications.$inferInsert)["urgency"];
  readonly href: string;
  readonly args: Readonly<Record<string, string>>;
  /** Said in the notice only, which is read behind the sign-in. */
  readonly inside?: Readonly<Record<string, string>>;
  /** The fact told: once for each person, whatever is repeated. */
  readonly fact: string;
};

/** Tells one person one fact, in the product and by mail, once. */
export const tell = async (t: TxCtx, person: Told, notice: Notice): Promise<void> => {
  const { orgId, kind, urgency, href, args, inside, fact } = notice;
  const dedupe = `${fact}:${person.userId}`;
  const made = await t.tx
    .insert(notifications)
    .values({
      id: t.newId("notification"),
      userId: person.userId,
      orgId,
      kind,
      urgency,
      args: { ...args, ...inside },
      href,
      dedupe,
      createdAt: t.now,
    })
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  // the notice outlives the mail's row, so a fact that comes up again after years is not mailed anew
  if (made.length === 0) return;
  await queueMail(t, { to: person.email, locale: person.locale, kind, args: { ...args, path: href }, dedupe });
};
