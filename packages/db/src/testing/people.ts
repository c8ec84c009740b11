import type { MemberRole, OrganisationKind, PersonActor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { newId } from "../client.ts";
import { members, organisations, users } from "../schema/index.ts";
import type { TestDb } from "./database.ts";

/** Writes an organisation (verified unless said otherwise) straight to the database. */
export const anOrganisation = async (
  db: TestDb,
  kind: OrganisationKind,
  over: Partial<typeof organisations.$inferInsert> = {},
): Promise<Id<"organisation">> => {
  const id = newId("organisation");
  const now = new Date();
  await db.admin.insert(organisations).values({
    id,
    kind,
    slug: id.slice(-12),
    nameZh: `单位${id.slice(-4)}`,
    nameEn: `Organisation ${id.slice(-4)}`,
    verification: "verified",
    region: "410300",
    verifiedAt: now,
    createdAt: now,
    ...over,
  });
  return id;
};

/** Writes a person with roles in an organisation and returns the actor they are when signed in. */
export const aPerson = async (
  db: TestDb,
  org: { id: Id<"organisation">; kind: OrganisationKind; verified?: boolean; country?: string } | null,
  roles: readonly MemberRole[],
): Promise<PersonActor> => {
  const userId = newId("user");
  const now = new Date();
  const name = `测试${userId.slice(-4)}`;
  await db.admin
    .insert(users)
    .values({ id: userId, email: `${userId}@test.peony.test`, name, createdAt: now, emailVerifiedAt: now });
  if (org) await db.admin.insert(members).values({ orgId: org.id, userId, roles: [...roles], createdAt: now });
  return {
    kind: "person",
    userId,
    name,
    locale: "zh",
    orgId: org?.id ?? null,
    orgKind: org?.kind ?? null,
    orgVerified: org ? (org.verified ?? true) : false,
    orgCountry: org ? (org.country ?? "CN") : null,
    roles,
    via: "session",
    provedAt: new Date(now.getTime() + 60_000),
  };
};

/** An organisation with one person holding the roles. */
export const aMember = async (
  db: TestDb,
  kind: OrganisationKind,
  roles: readonly MemberRole[],
  over: Partial<typeof organisations.$inferInsert> = {},
): Promise<PersonActor> => {
  const id = await anOrganisation(db, kind, over);
  const verified = (over.verification ?? "verified") === "verified";
  return aPerson(db, { id, kind, verified, ...(over.country ? { country: over.country } : {}) }, roles);
};
