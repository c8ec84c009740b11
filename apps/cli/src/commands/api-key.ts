import { type Db, newId, noOrigin } from "@peony/db";
import { users } from "@peony/db/schema";
import type { PersonActor } from "@peony/domain/identity";
import { actorOf, createApiKey } from "@peony/features/identity";
import { eq, sql } from "drizzle-orm";
import { type Command, CommandFailed, text } from "../command.ts";
import { withDb } from "../with-db.ts";

/** The person with this address, acting for their own organisation, proved by whoever holds the database. */
export const personOf = async (db: Db, email: string): Promise<PersonActor> => {
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  const actor = user && (await actorOf(db, user.id, null, "session"));
  if (!actor) throw new CommandFailed(`There is no account ${email}.`);
  return { ...actor, provedAt: new Date(8.64e15) };
};

export const apiKeyCommand: Command = {
  usage: "create --user tto@demo.peony.test [--name NAME]",
  what: "makes an API key and prints it, only this once",
  options: { user: { type: "string" }, name: { type: "string", default: "command line" } },
  run: (call) =>
    withDb(call.env, async (db) => {
      if (call.positionals[0] !== "create") throw new CommandFailed("Say `api-key create --user ADDRESS`.");
      const actor = await personOf(db, text(call, "user"));
      const { key } = await createApiKey(
        { db, actor, origin: noOrigin, newId },
        { id: newId("apiKey"), name: text(call, "name") },
      );
      call.print(key);
      return 0;
    }),
};
