import { type Ctx, type Db, newId, noOrigin } from "@peony/db";
import { listings, members, organisations } from "@peony/db/schema";
import type { MemberRole } from "@peony/domain/identity";
import { actorOf } from "@peony/features/identity";
import { and, asc, eq, isNull, like, sql } from "drizzle-orm";
import { CommandFailed } from "../command.ts";

/** A demo organisation by its key (`E01`): its address ends in it. */
export const orgByKey = async (db: Db, key: string) => {
  const [org] = await db
    .select()
    .from(organisations)
    .where(like(organisations.slug, `%-${key.toLowerCase()}`));
  if (!org) throw new CommandFailed(`The demo organisation ${key} is not there; run \`seed\` first.`);
  return org;
};

export const listingByKey = async (db: Db, key: string) => {
  const [listing] = await db
    .select()
    .from(listings)
    .where(like(listings.slug, `%-${key.toLowerCase()}`));
  if (!listing) throw new CommandFailed(`The demo listing ${key} is not there; run \`seed\` first.`);
  return listing;
};

/** The member of an organisation who does what this role does, as a context that has just proved who they are. */
export const actingAs = async (db: Db, orgId: string, role: MemberRole): Promise<Ctx> => {
  const [seat] = await db
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.orgId, orgId), isNull(members.suspendedAt), sql`${role} = any(${members.roles})`))
    .orderBy(asc(members.createdAt), asc(members.userId))
    .limit(1);
  const actor = seat && (await actorOf(db, seat.userId, orgId, "session"));
  if (!actor) throw new CommandFailed(`${orgId} has nobody with the role ${role}.`);
  return { db, actor: { ...actor, provedAt: new Date(8.64e15) }, origin: { ...noOrigin, agent: "demo" }, newId };
};
