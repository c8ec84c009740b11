import { type Ctx, inTransaction, newId, verifyChain } from "@peony/db";
import { auditEvents, mails, members, sessions, users } from "@peony/db/schema";
import { aMember, anOrganisation, aPerson, codeOf, createTestDb, quickPasswords, type TestDb } from "@peony/db/testing";
import { type MemberRole, type OrganisationKind, visitor } from "@peony/domain/identity";
import type { Id } from "@peony/domain/shared";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  endNamedSession,
  endSession,
  hashToken,
  listSessions,
  openSession,
  recordProof,
  recordRefusal,
  renewSession,
  requestReset,
  resetPassword,
  saveMember,
  switchOrganisation,
  verifyCredentials,
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
    const entered = await switchOrganisation(db.ctx(person), token, await seat(person.userId, kind, roles));
    expect(await hoursLeft(person.userId)).toBe(hours);
    await switchOrganisation(db.ctx(person), entered.token, person.orgId ?? newId("organisation"));
    expect(await hoursLeft(person.userId)).toBe(hours);
  });

  test("is shortened at a proof where the role became finance meanwhile, and is never made longer", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    let { token } = await openSession(anyone, person.userId);
    ({ token } = await recordProof(db.ctx(person), token));
    expect(await hoursLeft(person.userId)).toBe(168);
    await db.admin
      .update(members)
      .set({ roles: ["owner", "finance"] })
      .where(eq(members.userId, person.userId));
    ({ token } = await recordProof(db.ctx(person), token));
    expect(await hoursLeft(person.userId)).toBe(12);
    await db.admin.execute(
      sql`update sessions set expires_at = created_at + interval '3 hours' where user_id = ${person.userId}`,
    );
    await recordProof(db.ctx(person), token);
    expect(await hoursLeft(person.userId)).toBe(3);
  });
});

describe("a session's token", () => {
  const names = async (userId: Id<"user">): Promise<string[]> =>
    (await db.admin.select().from(sessions).where(eq(sessions.userId, userId))).map((s) => s.tokenHash);

  test("is a new one after a proof and after another organisation, and the old one opens nothing", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const opened = await openSession(anyone, person.userId);
    const proved = await recordProof(db.ctx(person), opened.token);
    const other = await seat(person.userId, "firm", ["member"]);
    const switched = await switchOrganisation(db.ctx(person), proved.token, other);
    expect(await names(person.userId)).toEqual([hashToken(switched.token)]);
    for (const { token } of [opened, proved]) {
      expect(await codeOf(recordProof(db.ctx(person), token))).toBe("unauthenticated");
      expect(await codeOf(switchOrganisation(db.ctx(person), token, other))).toBe("unauthenticated");
    }
    expect(await names(person.userId)).toEqual([hashToken(switched.token)]);
  });

  test("two proofs at once leave one session with one token", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const { token } = await openSession(anyone, person.userId);
    const both = await Promise.all([1, 2].map(() => codeOf(recordProof(db.ctx(person), token))));
    expect(both.toSorted()).toEqual(["done", "unauthenticated"]);
    expect(await names(person.userId)).toHaveLength(1);
  });

  test("ends for a member whose role somebody changed, in that organisation only; the same roles again end nothing", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const org = { id: owner.orgId ?? newId("organisation"), kind: "firm" as const };
    const member = await aPerson(db, org, ["member"]);
    await openSession(anyone, member.userId);
    const elsewhere = await openSession(anyone, member.userId);
    const there = await switchOrganisation(
      db.ctx(member),
      elsewhere.token,
      await seat(member.userId, "firm", ["member"]),
    );
    await saveMember(db.ctx(owner), { userId: member.userId, roles: ["member"] });
    expect(await names(member.userId)).toHaveLength(2);
    await saveMember(db.ctx(owner), { userId: member.userId, roles: ["member", "finance"] });
    expect(await names(member.userId)).toEqual([hashToken(there.token)]);
  });

  test("stays through a change of one's own role until it is renewed, which shortens it where the role asks", async () => {
    const owner = await aMember(db, "firm", ["owner"]);
    const { token } = await openSession(anyone, owner.userId);
    await openSession(anyone, owner.userId);
    await saveMember(db.ctx(owner), { userId: owner.userId, roles: ["owner", "finance"] }, token);
    expect(await names(owner.userId)).toEqual([hashToken(token)]);
    const renewed = await renewSession(db.ctx(owner), token);
    expect(await names(owner.userId)).toEqual([hashToken(renewed.token)]);
    expect(await hoursLeft(owner.userId)).toBe(12);
  });
});

describe("the audit", () => {
  test("has a refused sign-in and a refused act, and names who it was", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const [user] = await db.admin.select().from(users).where(eq(users.id, person.userId));
    const wrong = { email: user?.email ?? "", password: "not that one" };
    expect(await verifyCredentials(anyone, quickPasswords, wrong)).toBeNull();
    expect(await verifyCredentials(anyone, quickPasswords, { ...wrong, email: "nobody@test.peony.test" })).toBeNull();
    await recordRefusal(db.ctx(person), { code: "forbidden", reason: "only an owner makes owners" });
    await openSession(anyone, person.userId);
    const rows = await db.admin
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.chain, person.orgId ?? ""))
      .orderBy(auditEvents.seq);
    expect(rows.map((r) => [r.action, r.outcome, r.actor === person.userId])).toEqual([
      ["session.refused", "refused", false],
      ["act.refused", "refused", true],
      ["session.opened", "done", true],
    ]);
  });

  test("has sign-in, proof, change of organisation and end of a session in the chain of the organisation", async () => {
    const person = await aMember(db, "firm", ["owner"]);
    const home = person.orgId ?? newId("organisation");
    const opened = await openSession(anyone, person.userId);
    const proved = await recordProof(db.ctx(person), opened.token);
    expect(await actionsOn(home, person.userId)).toEqual(["session.opened", "session.proved"]);
    const other = await seat(person.userId, "firm", ["member"]);
    const { token } = await switchOrganisation(db.ctx(person), proved.token, other);
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
