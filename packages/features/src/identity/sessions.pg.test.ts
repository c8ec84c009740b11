import { type Ctx, inTransaction, newId, verifyChain } from "@peony/db";
import { auditEvents, mails, members, sessions, users } from "@peony/db/schema";
import { aMember, anOrganisation, aPerson, createTestDb, quickPasswords, type TestDb } from "@peony/db/testing";
import { type MemberRole, type OrganisationKind, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  endNamedSession,
  endSession,
  listSessions,
  openSession,
  recordProof,
  requestReset,
  resetPassword,
  switchOrganisation,
} from "./index.ts";

let db: TestDb;
let anyone: Ctx;
beforeAll(async () => {
  db = await createTestDb();
  anyone = db.ctx(visitor);
});
afterAll(() => db.close());

const hour = 3_600_000;
const hoursLeft = async (userId: Id<"user">): Promise<number> => {
  const [row] = await db.admin.select().from(sessions).where(eq(sessions.userId, userId));
  return Math.round(((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / hour);
};
const actionsOn = async (chain: string, object: string): Promise<string[]> => {
  const rows = await db.admin.select().from(auditEvents).where(eq(auditEvents.chain, chain)).orderBy(auditEvents.seq);
  return rows.filter((r) => r.object === object).map((r) => r.action);
};
const seat = async (userId: Id<"user">, kind: OrganisationKind, roles: MemberRole[]) => {
  const orgId = await anOrganisation(db, kind);
  // Joined long ago, so that the session does not begin here.
  await db.admin.insert(members).values({ orgId, userId, roles, createdAt: new Date(0) });
  return orgId;
};

describe("a session's life", () => {
  const kinds: [OrganisationKind, MemberRole[], number][] = [
    ["firm", ["member"], 168],
    ["firm", ["finance"], 12],
    ["park", ["member"], 12],
  ];
  test.each(kinds)("on entering %s as %j is %i hours", async (kind, roles, hours) => {
    const person = await aMember(db, "firm", ["owner"]);
    const { token } = await openSession(anyone, person.userId);
    expect(await hoursLeft(person.userId)).toBe(168);
    await switchOrganisation(db.ctx(person), token, await seat(person.userId, kind, roles));
    expect(await hoursLeft(person.userId)).toBe(hours);
    await switchOrganisation(db.ctx(person), token, person.orgId ?? newId("organisation"));
    expect(await hoursLeft(person.userId)).toBe(hours);
  });

  test("is shortened at a proof where the role became finance meanwhile, and is never made longer", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const { token } = await openSession(anyone, person.userId);
    await recordProof(db.ctx(person), token);
    expect(await hoursLeft(person.userId)).toBe(168);
    await db.admin
      .update(members)
      .set({ roles: ["owner", "finance"] })
      .where(eq(members.userId, person.userId));
    await recordProof(db.ctx(person), token);
    expect(await hoursLeft(person.userId)).toBe(12);
    await db.admin.execute(
      sql`update sessions set expires_at = created_at + interval '3 hours' where user_id = ${person.userId}`,
    );
    await recordProof(db.ctx(person), token);
    expect(await hoursLeft(person.userId)).toBe(3);
  });
});

describe("the audit", () => {
  test("has sign-in, proof, change of organisation and end of a session in the chain of the organisation", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const home = person.orgId ?? newId("organisation");
    const { token } = await openSession(anyone, person.userId);
    await recordProof(db.ctx(person), token);
    expect(await actionsOn(home, person.userId)).toEqual(["session.opened", "session.proved"]);
    const other = await seat(person.userId, "firm", ["member"]);
    await switchOrganisation(db.ctx(person), token, other);
    await endSession(anyone, token);
    await endSession(anyone, token);
    expect(await actionsOn(other, person.userId)).toEqual(["session.switched", "session.ended"]);
    expect(await inTransaction({ ...anyone, db: db.admin }, (t) => verifyChain(t, other))).toBeNull();
  });

  test("has them in the person's own chain where there is no organisation, and nothing of a refusal", async () => {
    const person = await aPerson(db, null, []);
    const stranger = await aPerson(db, null, []);
    await openSession(anyone, person.userId);
    const [own] = await listSessions(db.ctx(person));
    const name = own?.name ?? "";
    await expect(endNamedSession(db.ctx(stranger), name)).rejects.toMatchObject({ code: "not-found" });
    await endNamedSession(db.ctx(person), name);
    expect(await actionsOn(person.userId, person.userId)).toEqual(["session.opened", "session.ended"]);
    expect(await actionsOn(stranger.userId, stranger.userId)).toEqual([]);
  });

  test("has a password reset once", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const [user] = await db.admin.select().from(users).where(eq(users.id, person.userId));
    const email = user?.email ?? "";
    await requestReset(anyone, email);
    const [mail] = await db.admin.select().from(mails).where(sql`recipient = ${email} and kind = 'reset-password'`);
    const input = { token: mail?.args.path?.split("/").at(-1) ?? "", password: "brand new words" };
    await resetPassword(anyone, quickPasswords, input);
    await expect(resetPassword(anyone, quickPasswords, input)).rejects.toMatchObject({
      code: "identity/token-expired",
    });
    expect(await actionsOn(person.orgId ?? "", person.userId)).toEqual(["password.reset"]);
  });
});
