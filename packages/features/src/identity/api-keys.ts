import { audit, type Ctx, type Db, inTransaction, reading } from "@peony/db";
import { apiKeys, members, organisations, users } from "@peony/db/schema";
import { type CreateApiKeyInput, type PersonActor, requirePerson, requireStepUp } from "@peony/domain/identity";
import { DomainError, type Id } from "@peony/domain/shared";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { hashToken, makeToken } from "./tokens.ts";

/** Keys carry a mark by which a leak scanner finds them. */
const mark = "peony_";

/** Makes a key that acts as its owner for the present organisation. The key is in this answer only. */
export const createApiKey = async (ctx: Ctx, input: CreateApiKeyInput): Promise<{ key: string }> => {
  const person = requirePerson(ctx.actor);
  if (person.via === "api-key") throw new DomainError("forbidden", "a key makes no keys");
  return inTransaction(ctx, async (t) => {
    requireStepUp(person, t.now);
    const key = mark + makeToken();
    const made = await t.tx
      .insert(apiKeys)
      .values({
        id: input.id,
        userId: person.userId,
        orgId: person.orgId,
        name: input.name,
        keyHash: hashToken(key),
        prefix: key.slice(0, mark.length + 4),
        createdAt: t.now,
      })
      .onConflictDoNothing()
      .returning({ id: apiKeys.id });
    if (made.length === 0) throw new DomainError("conflict", "this key was made already; its text is shown once only");
    await audit(t, { chain: person.orgId ?? person.userId, action: "api-key.created", object: input.id });
    return { key };
  });
};

export const listApiKeys = (ctx: Ctx) => {
  const { userId } = requirePerson(ctx.actor);
  return reading(ctx, (t) =>
    t.tx
      .select({
        id: apiKeys.id,
        name: apiKeys.name,
        prefix: apiKeys.prefix,
        createdAt: apiKeys.createdAt,
        lastUsedAt: apiKeys.lastUsedAt,
      })
      .from(apiKeys)
      .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
      .orderBy(desc(apiKeys.createdAt)),
  );
};

/** @throws DomainError not-found for a key of somebody else */
export const revokeApiKey = async (ctx: Ctx, input: { id: Id<"apiKey"> }): Promise<void> => {
  const person = requirePerson(ctx.actor);
  await inTransaction(ctx, async (t) => {
    const gone = await t.tx
      .update(apiKeys)
      .set({ revokedAt: t.now })
      .where(and(eq(apiKeys.id, input.id), eq(apiKeys.userId, person.userId), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id });
    if (gone.length === 0) throw new DomainError("not-found", `key ${input.id}`);
    await audit(t, { chain: person.orgId ?? person.userId, action: "api-key.revoked", object: input.id });
  });
};

/** The person an API key acts as, or null: unknown, revoked, owner suspended or no longer a member. */
export const actorOfApiKey = async (db: Db, key: string): Promise<PersonActor | null> => {
  if (!key.startsWith(mark)) return null;
  const { rows } = await db.execute<{ id: string; user_id: string; org_id: string | null }>(
    sql`select * from find_api_key(${hashToken(key)})`,
  );
  const found = rows[0];
  if (!found) return null;
  const actor = await actorOf(db, found.user_id, found.org_id, "api-key");
  if (actor) await db.execute(sql`select touch_api_key(${found.id})`);
  return actor && (found.org_id === null || actor.orgId) ? actor : null;
};

/** A person as an actor for one organisation; what the command line and keys act as. */
export const actorOf = async (
  db: Db,
  userId: Id<"user">,
  orgId: Id<"organisation"> | null,
  via: PersonActor["via"],
): Promise<PersonActor | null> => {
  const [row] = await db
    .select({
      name: users.name,
      locale: users.locale,
      orgId: members.orgId,
      kind: organisations.kind,
      verification: organisations.verification,
      country: organisations.country,
      roles: members.roles,
    })
    .from(users)
    .leftJoin(
      members,
      and(eq(members.userId, users.id), isNull(members.suspendedAt), orgId ? eq(members.orgId, orgId) : sql`true`),
    )
    .leftJoin(organisations, eq(organisations.id, members.orgId))
    .where(and(eq(users.id, userId), isNull(users.suspendedAt)))
    .orderBy(desc(members.createdAt))
    .limit(1);
  if (!row) return null;
  const { name, locale, kind, verification, country, roles } = row;
  return {
    kind: "person",
    userId,
    name,
    locale,
    orgId: row.orgId,
    orgKind: kind,
    orgVerified: verification === "verified",
    orgCountry: country,
    roles: roles ?? [],
    via,
    provedAt: null,
  };
};
