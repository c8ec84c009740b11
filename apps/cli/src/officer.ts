import type { Db } from "@peony/db";
import { members, users } from "@peony/db/schema";
import type { PersonActor } from "@peony/domain/identity";
import { actorOf } from "@peony/features/identity";
import { and, eq, isNull } from "drizzle-orm";
import { CommandFailed } from "./command.ts";

/** The person with this address, in the seat they hold; what is done at the terminal is done in their name. */
export const personOf = async (db: Db, mail: string): Promise<PersonActor> => {
  const [seat] = await db
    .select({ userId: users.id, orgId: members.orgId })
    .from(users)
    .innerJoin(members, and(eq(members.userId, users.id), isNull(members.suspendedAt)))
    .where(eq(users.email, mail.toLowerCase()));
  const actor = seat && (await actorOf(db, seat.userId, seat.orgId, "session"));
  if (!actor) throw new CommandFailed(`Nobody with the address ${mail} holds a seat.`);
  return actor;
};
