import { type Ctx, oneOr404 } from "@peony/db";
import { members, organisations, users } from "@peony/db/schema";
import { requireMember, requirePerson } from "@peony/domain/identity";
import { and, asc, eq, isNull } from "drizzle-orm";

/** Who is signed in and where they may act: what the header and the settings show. */
export const readProfile = async (ctx: Ctx) => {
  const person = requirePerson(ctx.actor);
  const user = oneOr404(
    await ctx.db
      .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
      .from(users)
      .where(eq(users.id, person.userId)),
    person.userId,
  );
  const seats = await ctx.db
    .select({
      orgId: organisations.id,
      nameZh: organisations.nameZh,
      nameEn: organisations.nameEn,
      kind: organisations.kind,
      roles: members.roles,
      fictional: organisations.fictional,
    })
    .from(members)
    .innerJoin(organisations, eq(organisations.id, members.orgId))
    .where(and(eq(members.userId, person.userId), isNull(members.suspendedAt)))
    .orderBy(asc(members.createdAt));
  return { ...user, seats };
};

/** The own organisation, whole. */
export const readOrganisation = async (ctx: Ctx) => {
  const m = requireMember(ctx.actor);
  const own = oneOr404(await ctx.db.select().from(organisations).where(eq(organisations.id, m.orgId)), m.orgId);
  return {
    ...own,
    members: await ctx.db.$count(members, and(eq(members.orgId, m.orgId), isNull(members.suspendedAt))),
  };
};

export const saveProfile = async (ctx: Ctx, input: { name: string; locale: "zh" | "en" }): Promise<void> => {
  const person = requirePerson(ctx.actor);
  await ctx.db.update(users).set(input).where(eq(users.id, person.userId));
};

/** Verified broker agencies, for choosing one in an offer; public names only. */
export const listBrokers = (ctx: Ctx) =>
  ctx.db
    .select({ id: organisations.id, nameZh: organisations.nameZh, nameEn: organisations.nameEn })
    .from(organisations)
    .where(and(eq(organisations.kind, "broker"), eq(organisations.verification, "verified")))
    .orderBy(asc(organisations.nameZh), asc(organisations.id));
